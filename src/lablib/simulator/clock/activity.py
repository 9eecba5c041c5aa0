"""What this process is busy with and how far it is, for whoever shows it: a notebook, a terminal.

    with doing("playing the gateways", lambda: sent / total):
        ...

Nothing is shown here, and nothing is asked unless somebody looks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

HowFar = Callable[[], float | str]
"""A share from 0 to 1, or words. It may be called from another thread, at any moment."""

_doing: list[tuple[str, HowFar]] = []
"""The innermost is last."""


@contextmanager
def doing(what: str, how_far: HowFar) -> Iterator[None]:
    """While the block runs, this is what the process does."""
    entry = what, how_far
    _doing.append(entry)
    try:
        yield
    finally:
        _doing.remove(entry)


def now() -> str:
    """All of it in one line, the outermost first: "check 02.3, 40 % · playing the gateways, 12 %". Or ""."""
    return " · ".join(f"{what}, {_told(how_far())}" for what, how_far in list(_doing))


def is_told() -> bool:
    """Whether there is anything to show."""
    return bool(_doing)


def _told(how_far: float | str) -> str:
    return how_far if isinstance(how_far, str) else f"{how_far:.0%}"
