"""Code of somebody's own that Ctrl-C has ended after a long computation: it isn't called again.

It may never end by itself. That holds in the runs to compare as well, which play the same code in other
nights.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

Code = Callable[..., Any]
WHY = "it was stopped with Ctrl-C, so it isn't called again. Deploy another version"
ENDLESS_CPU_S = 2.0
"""Whoever ends code that has computed for so long means the code, and not what they wait for."""
_stopped: list[Code] = []
"""By identity: a callable object may have no hash."""


def stop_if_endless(code: Code, began_s: float) -> bool:
    """Whether code that Ctrl-C has ended had computed for so long that from now on it isn't called.

    `began_s` is when it was called, by `time.thread_time`.
    """
    is_endless = time.thread_time() - began_s >= ENDLESS_CPU_S
    if is_endless:
        _stopped.append(code)
    return is_endless


def is_stopped(code: Code) -> bool:
    """Whether Ctrl-C has ended it."""
    return any(each is code for each in _stopped)
