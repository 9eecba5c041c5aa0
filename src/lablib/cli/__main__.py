"""The `lablib` command from its first moment on; `python -m lablib.cli` is the same.

The commands take a second to import. Ctrl-C in that second is as quiet as it is later.
"""

from __future__ import annotations

import sys

from lablib.cli import EXIT_STOPPED


def main() -> None:
    """Import the commands, and run one."""
    try:
        from lablib.cli.app import app

        app()
    except KeyboardInterrupt:
        sys.stderr.write("lablib: stopped.\n")
        sys.exit(EXIT_STOPPED)


if __name__ == "__main__":
    main()
