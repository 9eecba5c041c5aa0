"""What a command shows on a terminal."""

import os
import subprocess

import pytest


def shown_on_a_terminal(command, stdout=None):
    """Of a command that ends: (what the terminal showed, what came out of a pipe as `stdout`, exit code)."""
    pty = pytest.importorskip("pty")
    terminal, its_end = pty.openpty()
    with subprocess.Popen(command, stdout=stdout or its_end, stderr=its_end) as running:
        os.close(its_end)
        shown = b""
        while True:
            try:
                shown += os.read(terminal, 4_096)
            except OSError:  # Linux says so when the other end is closed
                break
        said = running.stdout.read() if running.stdout else b""
    os.close(terminal)
    return shown.decode(), said, running.returncode
