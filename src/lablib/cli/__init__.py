"""The lablib command: one module for each subcommand."""

EXIT_STOPPED = 130
"""What a shell expects of a program that Ctrl-C ended."""
