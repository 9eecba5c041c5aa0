"""What this process is busy with and how far it is, for whoever shows it: a notebook, a terminal.

    with doing("playing the gateways", lambda: sent / total):
        ...

Nothing is shown here, and nothing is asked unless somebody looks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

Share = Callable[[], float]
"""How far the work is, from 0 to 1. It may be called from another thread, at any moment."""

_doing: list[tuple[str, Share]] = []
"""The innermost is last."""


@contextmanager
def doing(what: str, share: Share) -> Iterator[None]:
    """While the block runs, this is what the process does."""
    entry = what, share
    _doing.append(entry)
    try:
        yield
    finally:
        _doing.remove(entry)


def now() -> str:
    """All of it in one line, the outermost first: "check 02.3, 40 % · playing the gateways, 12 %". Or ""."""
    return " · ".join(f"{what}, {share():.0%}" for what, share in list(_doing))
