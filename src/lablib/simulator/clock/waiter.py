"""One wait of one flow: for what, until when at the latest, and whether it has come."""

from __future__ import annotations

from typing import Any, Protocol

from greenlet import getcurrent, greenlet


class Held(Protocol):
    """What can be waited for."""

    wanted: str
    """How an error calls it, with {} for its holder."""

    @property
    def holder(self) -> greenlet | None:
        """Whoever has to let go of it, or to end, as far as that is known."""


class Waiter:
    """A wait of the code that makes it. `Clock.block` begins the wait, and `Clock.wake` ends it."""

    __slots__ = ("clock", "flow", "for_what", "is_over", "until_us", "woken")

    def __init__(self, clock: Any, for_what: Held) -> None:
        self.clock = clock
        self.flow: greenlet = getcurrent()
        self.for_what = for_what
        self.until_us: int | None = None
        self.is_over = False
        """Whether it has ended, in whatever way."""
        self.woken = False
        """Whether what it waited for has come."""


class Never:
    """What will never come: an answer to a request without a timeout."""

    wanted = ""
    holder: greenlet | None = None
