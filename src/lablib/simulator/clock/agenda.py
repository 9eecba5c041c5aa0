"""The queue of what is due, and the time that it has come to."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from heapq import heappop, heappush
from itertools import count

from greenlet import greenlet

from lablib.simulator import limits
from lablib.simulator.clock import interrupts
from lablib.simulator.clock.errors import OutOfTime
from lablib.simulator.clock.greenlets import Pause
from lablib.simulator.clock.waiter import Waiter
from lablib.simulator.clock.watch import Watch

Due = Callable[[], None] | greenlet | Waiter
"""What can be due: a call, blocking code that goes on, or the end of a wait."""
NOT_WAITING = -1
"""In place of the time until which the main flow waits."""


class Agenda:
    """A heap of things with their times. What is due at once comes in the order in which it was asked for."""

    def __init__(self, now_us: int) -> None:
        self.now_us = now_us
        """Virtual time, in microseconds since the epoch."""
        self.start_us = now_us
        self.due: list[tuple[int, int, Due]] = []
        """A heap of (time, number, what is due then): the numbers keep the order of what is due at once."""
        self._asked = 0
        """The last number."""
        self.on_advance: Callable[[], None] = _ignore
        """Called when the main flow has let time pass."""
        self.main_waits_until_us = NOT_WAITING
        """Until then the main flow goes on only if somebody wakes it; then it isn't waiting any more."""
        self.stop_at_us: int | None = None
        """Virtual time past which no flow is resumed: `OutOfTime` ends the main flow instead."""
        self.mail: deque[Callable[[], None]] = deque()
        """What other threads of the operating system would have done; the next step does it."""
        self.unread = Pause(is_on=True)
        """Threads have it: they read the time, so they stand still while it isn't virtual."""
        self._numbers: dict[str, count[int]] = {}
        """The next number of each kind of thing that Python numbers through the whole process."""

    @property
    def now_s(self) -> float:
        """Virtual time, in seconds since the epoch."""
        return self.now_us / limits.US_PER_S

    def at(self, at_us: int, due: Due) -> None:
        """`due` is due at `at_us`, or now if that has passed."""
        self._asked += 1
        heappush(self.due, (max(at_us, self.now_us), self._asked, due))

    def call_at(self, at_us: int, fn: Callable[[], None]) -> None:
        """Run `fn()` at virtual time `at_us`. It must not block: use `spawn` for code that sleeps."""
        self.at(at_us, fn)

    def look_at(self, at_us: int, watch: Watch) -> None:
        """A watch has looked, and looks again at `at_us`."""
        self.at(at_us, watch)

    def next_us(self) -> int | None:
        """When the next thing is due. An end of a wait that has ended in another way is none."""
        self.read_mail()
        while self.due:
            at_us, _, due = self.due[0]
            if type(due) is not Waiter or not due.is_over:
                return at_us
            heappop(self.due)
        return None

    def is_next(self, at_us: int) -> bool:
        """Whether the flow that runs now, and sleeps until then, would be the next to go on.

        Not if anything is due before, if the main flow goes on before, or if the hub has to do something.
        """
        return (
            at_us <= self.main_waits_until_us
            and not (self.due and self.due[0][0] <= max(at_us, self.now_us))
            and not self.mail
            and not interrupts.is_waiting()
            and (self.stop_at_us is None or at_us <= self.stop_at_us)
        )

    def post(self, act: Callable[[], None]) -> None:
        """Have `act` done at the next step. Any thread may call this."""
        self.mail.append(act)

    def read_mail(self) -> None:
        """Do what other threads would have done."""
        while self.mail:
            self.mail.popleft()()

    def go_on(self, pause: Pause) -> None:
        """End a pause: what fell due in it is due now."""
        pause.is_on = False
        for each in pause.kept:
            self.at(self.now_us, each)
        pause.kept.clear()

    def number_of(self, kind: str, first: int = 1) -> int:
        """The next number of its kind in this world."""
        if kind not in self._numbers:
            self._numbers[kind] = count(first)
        return next(self._numbers[kind])

    def advance(self, at_us: int) -> None:
        """It is `at_us` now. Raises OutOfTime past the last moment."""
        if self.stop_at_us is not None and at_us > self.stop_at_us:
            raise OutOfTime(self.stop_at_us)
        self.now_us = at_us


def _ignore() -> None:
    """Nobody watches the time."""
