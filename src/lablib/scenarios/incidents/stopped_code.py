"""Code of somebody's own that Ctrl-C has ended. It may never end by itself, so it isn't called again.

That holds in the runs to compare as well, which play the same code in other nights.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Code = Callable[..., Any]
WHY = "it was stopped with Ctrl-C, so it isn't called again. Deploy another version"
_stopped: list[Code] = []
"""By identity: a callable object may have no hash."""


def stop(code: Code) -> None:
    """From now on it isn't called."""
    _stopped.append(code)


def is_stopped(code: Code) -> bool:
    """Whether Ctrl-C has ended it."""
    return any(each is code for each in _stopped)
