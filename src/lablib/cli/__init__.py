"""The lablib command: one module for each subcommand."""
