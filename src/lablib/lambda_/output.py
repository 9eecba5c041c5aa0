"""What handlers print goes into the log of their invocation, and nowhere else.

`sys.stdout` is one for the whole process, and handlers run side by side: so who prints is found by the
greenlet that runs.
"""

from __future__ import annotations

import io
import sys
from typing import Any, TextIO

from greenlet import getcurrent

from lablib.lambda_.logs import InvocationLog

_logs: dict[int, InvocationLog] = {}
"""By the id of the greenlet that runs the handler."""


class Router(io.TextIOBase):
    """In place of stdout or stderr: a handler's text goes to its log, all other text to the real stream."""

    def __init__(self, real: TextIO) -> None:
        self.real = real

    def writable(self) -> bool:
        """It is."""
        return True

    def write(self, text: str) -> int:
        """To the log of the handler that runs, if one does."""
        log = _logs.get(id(getcurrent()))
        if log is None:
            return self.real.write(text)
        log.write(text)
        return len(text)

    def flush(self) -> None:
        """Of the real stream; a log needs none."""
        self.real.flush()

    def __getattr__(self, name: str) -> Any:
        """What else the real stream has: a Jupyter kernel tells it with `set_parent` which cell runs."""
        return getattr(self.real, name)


def begin(log: InvocationLog) -> int:
    """From now on, what the greenlet that runs now prints goes into `log`. Returns the key for `end`."""
    here = id(getcurrent())
    _logs[here] = log
    return here


def end(key: int) -> None:
    """What it prints is its own again."""
    del _logs[key]


def route() -> None:
    """From now on stdout and stderr ask who prints. What somebody puts in their place meanwhile stays."""
    for name in ("stdout", "stderr"):
        if not isinstance(getattr(sys, name), Router):
            setattr(sys, name, Router(getattr(sys, name)))


def unroute() -> None:
    """The real streams are back."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if isinstance(stream, Router):
            setattr(sys, name, stream.real)
