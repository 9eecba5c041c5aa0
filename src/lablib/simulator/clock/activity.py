"""What this process is busy with and how far it is, for whoever shows it: a notebook, a terminal.

    with doing("playing the gateways", lambda: sent / total):
        ...

Nothing is shown here, and nothing is asked unless somebody looks. Where learners share a machine, what takes
long can be made to wait for its turn.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext

HowFar = Callable[[], float | str]
"""A share from 0 to 1, or words. It may be called from another thread, at any moment."""

_doing: list[tuple[str, HowFar]] = []
"""The innermost is last."""
_turns: list[Callable[[], AbstractContextManager[None]]] = []


def take_turns(turn: Callable[[], AbstractContextManager[None]]) -> None:
    """From now on the outermost activity runs inside `turn()`, which may wait before it begins."""
    _turns[:] = [turn]


@contextmanager
def doing(what: str, how_far: HowFar) -> Iterator[None]:
    """While the block runs, this is what the process does."""
    entry = what, how_far
    with nullcontext() if _doing or not _turns else _turns[0]():
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
