"""A function that has until a deadline: ended where it stands when that comes, whatever it catches.

`Clock.call_until` is the way in.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Protocol

from greenlet import GreenletExit, getcurrent, greenlet


class FlowGreenlet(greenlet):
    """A greenlet that knows the name of its flow."""

    flow_name: str


class Timer(Protocol):
    """What is needed of a clock."""

    hub: greenlet

    @property
    def current_flow(self) -> str:
        """The name of the flow that runs now."""

    def step(self) -> None:
        """Let the next thing happen that is due."""

    def call_at(self, at_us: int, fn: Callable[[], None]) -> None:
        """Run `fn()` at virtual time `at_us`."""


TOO_LATE = object()
"""What `call_until` returns for a function that did not come to its end in time."""


class Call(FlowGreenlet):
    """Where `call_until` runs a function: a greenlet of its own, below the one that waits for it.

    It runs one function after another, as a new greenlet costs more than a short function. The deadline is
    set when the function first waits: one that does not wait is over at once.
    """

    def __init__(self, clock: Timer) -> None:
        super().__init__(self._run_calls)
        self._clock = clock
        self._number = 0
        """Of the function that runs: an earlier one's deadline is none of its business."""
        self._result: Any = TOO_LATE
        self._error: BaseException | None = None
        self.is_over = True
        """Whether its function has come to its end, or was ended."""

    def finish(self, fn: Callable[[], Any], deadline_us: int) -> Any:
        """Run it; what it returned or raised, or `TOO_LATE`."""
        self.parent = self._caller = getcurrent()
        if type(self._caller) is Call:
            self._caller.waits()
        self.flow_name = self._clock.current_flow
        self._number += 1
        self._fn, self._deadline_us = fn, deadline_us
        self._result, self._error = TOO_LATE, None
        self.is_over = self._is_timed = False
        try:
            self.switch()
            while not self.is_over:  # only the main flow comes back early: it lets the world go on meanwhile
                self._clock.step()
        except BaseException:
            self._end()
            raise
        if self._error is not None:
            raise self._error
        return self._result

    def waits(self) -> None:
        """The function is about to wait. One that was ended and went on all the same waits for ever."""
        if self.is_over and self.parent is not None:
            self.parent.switch()
        if not self._is_timed:
            self._is_timed = True
            self._clock.call_at(self._deadline_us, partial(self._expire, self._number))

    def retire(self) -> None:
        """Leave for good, between two functions. Memory is never freed of what a waiting greenlet knows."""
        self.parent = getcurrent()
        self.throw(GreenletExit)

    def _run_calls(self) -> None:
        while True:
            result, failed = TOO_LATE, None
            try:
                result = self._fn()
            except KeyboardInterrupt:
                self.is_over = True
                raise
            except BaseException as error:  # noqa: BLE001 - handed to the caller
                failed = error
            if self.is_over:
                return  # it was ended: whatever it made of that, nobody waits for it
            self._result, self._error, self.is_over = result, failed, True
            self._caller.switch()

    def _expire(self, number: int) -> None:
        """The deadline, in the hub: end the function, then let the caller go on."""
        if self.is_over or number != self._number:
            return
        self._end()
        if self._caller is not self._clock.hub:
            self._caller.switch()

    def _end(self) -> None:
        """End the function where it stands."""
        if not self.is_over:
            self.is_over = True
            self.parent = getcurrent()
            self.throw(GreenletExit)
