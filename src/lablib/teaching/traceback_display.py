"""Tracebacks in a notebook: the learner's lines and the remedy, and nothing of the libraries between them.

An error of the simulator comes up inside botocore, whose frames would push the remedy off the screen. A stop
and a recursion without end show where the learner's code was. All other errors look as ever.
"""

from __future__ import annotations

import sys
import threading
import traceback
from types import TracebackType
from typing import Any

from lablib.simulator.clock.errors import ClockError
from lablib.simulator.network.aws_guard import NoWorldOpen
from lablib.simulator.network.ipython_shell import shell
from lablib.simulator.network.socket_guard import NetworkRefused
from lablib.teaching.checks.learner_traceback import LINES_AT_EACH_END, MOST_LINES, is_learners

SHORTENED = (ClockError, NetworkRefused, NoWorldOpen, RecursionError, KeyboardInterrupt)
"""Whose frames in libraries tell a learner nothing."""


def install() -> None:
    """In IPython, from now on. A learner's own way of showing errors is left alone."""
    running = shell()
    if running is not None and not running.custom_exceptions:
        running.set_custom_exc(SHORTENED, _show)
        threading.excepthook = _InThreads(threading.excepthook)


def own_frames(trace: TracebackType | None) -> TracebackType | None:
    """The frames of the learner's code, of many the first and the last; all frames if none is theirs."""
    kept, each = [], trace
    while each is not None:
        if is_learners(each.tb_frame.f_code.co_filename):
            kept.append(each)
        each = each.tb_next
    if len(kept) > MOST_LINES:  # a recursion: IPython would take minutes over its frames
        kept = kept[:LINES_AT_EACH_END] + kept[-LINES_AT_EACH_END:]
    shown = None
    for each in reversed(kept):
        shown = TracebackType(shown, each.tb_frame, each.tb_lasti, each.tb_lineno)
    return shown or trace


def tell(error: BaseException) -> None:
    """Print the learner's frames and the error."""
    traceback.print_exception(type(error), error, own_frames(error.__traceback__))


def _show(
    running: Any, kind: type[BaseException], error: BaseException, trace: Any, tb_offset: int | None = None
) -> None:
    running.showtraceback((kind, error, own_frames(trace)), tb_offset=0)


class _InThreads:
    """The same for what ends a thread."""

    def __init__(self, before: Any) -> None:
        self._before = before

    def __call__(self, ended: threading.ExceptHookArgs) -> None:
        """The form that `threading.excepthook` asks for."""
        if ended.exc_value is None or not issubclass(ended.exc_type, SHORTENED):
            self._before(ended)
            return
        name = ended.thread.name if ended.thread else "unknown"
        sys.stderr.write(f"Exception in thread {name}:\n")
        tell(ended.exc_value)
