"""What handlers print, and what they log, goes into the log of their invocation.

`sys.stdout` is one for the whole process, and handlers run side by side: so who prints is found by the
greenlet that runs. The threads of a handler inherit its log.
"""

from __future__ import annotations

import io
import logging
import sys
import time
from typing import Any, TextIO

from greenlet import getcurrent, greenlet

from lablib.simulator.lambda_.function.invocation_log import InvocationLog


def _log() -> InvocationLog | None:
    """Of the handler that runs, if one does."""
    log: InvocationLog | None = getattr(getcurrent(), "output", None)
    return log


class Router(io.TextIOBase):
    """In place of stdout or stderr: a handler's text goes to its log, all other text to the real stream."""

    def __init__(self, real: TextIO) -> None:
        self.real = real

    def writable(self) -> bool:
        """It is."""
        return True

    def write(self, text: str) -> int:
        """To the log of the handler that runs, if one does."""
        log = _log()
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


_last_resort = logging.lastResort or logging.NullHandler()
"""Python's own, for records that find no handler."""


class LogRecords(logging.Handler):
    """The handler that Lambda's runtime puts on the root logger, with the runtime's format:

    https://github.com/aws/aws-lambda-python-runtime-interface-client/blob/main/awslambdaric/bootstrap.py

    Records of all other code are not its business.
    """

    def __init__(self) -> None:
        super().__init__()
        text = "[%(levelname)s]\t%(asctime)s.%(msecs)03dZ\t%(aws_request_id)s\t%(message)s\n"
        formatter = logging.Formatter(text, "%Y-%m-%dT%H:%M:%S")
        formatter.converter = time.gmtime
        self.setFormatter(formatter)

    def emit(self, record: logging.LogRecord) -> None:
        """Into the log of the handler that runs; else as if this were not here."""
        log = _log()
        if log is not None:
            record.aws_request_id = log.request_id
            log.write(self.format(record))
        elif logging.root.handlers == [self] and record.levelno >= _last_resort.level:
            _last_resort.handle(record)


_records = LogRecords()


def begin(log: InvocationLog) -> greenlet:
    """From now on, what the greenlet that runs now prints goes into `log`. Returns the key for `end`."""
    route()
    here = getcurrent()
    here.output = log  # type: ignore[attr-defined]
    return here


def end(key: greenlet) -> None:
    """What it prints is its own again."""
    key.output = None  # type: ignore[attr-defined]


def route() -> None:
    """From now on stdout and stderr ask who prints, also those that somebody has put there meanwhile."""
    for name in ("stdout", "stderr"):
        if not isinstance(getattr(sys, name), Router):
            setattr(sys, name, Router(getattr(sys, name)))
    if _records not in logging.root.handlers:
        logging.root.addHandler(_records)


def unroute() -> None:
    """The real streams are back."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if isinstance(stream, Router):
            setattr(sys, name, stream.real)
    logging.root.removeHandler(_records)
