"""A function that has until a deadline: ended where it stands when that comes, whatever it catches.

`Clock.call_until` is the way in.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Protocol

from greenlet import GreenletExit, getcurrent, greenlet

from lablib.simulator.clock import greenlets
from lablib.simulator.clock.greenlets import FlowGreenlet


class Endable(Protocol):
    """A thread that the function has started."""

    def end(self) -> None:
        """End it where it stands."""


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
        self.ended = True
        """Whether its function has come to its end, or was ended where it stood."""
        self.threads: list[Endable] = []
        """What the function that runs has started; they are ended with it."""

    def finish(self, fn: Callable[[], Any], deadline_us: int) -> Any:
        """Run it; what it returned or raised, or `TOO_LATE`."""
        self.parent = self._caller = getcurrent()
        if isinstance(self._caller, FlowGreenlet) and self._caller.ended:
            greenlets.go_back(self._caller)
        if type(self._caller) is Call:
            self._caller.waits()
        self.flow_name = self._clock.current_flow
        self._number += 1
        self._fn, self._deadline_us = fn, deadline_us
        self._result, self._error = TOO_LATE, None
        self.ended = self._is_timed = False
        self.threads = []
        try:
            greenlets.switch(self)
            while not self.ended:  # only the main flow comes back early: it lets the world go on meanwhile
                self._clock.step()
        except BaseException:
            self._end()
            raise
        if self._error is not None:
            raise self._error
        return self._result

    def waits(self) -> None:
        """The function is about to wait."""
        if not self._is_timed:
            self._is_timed = True
            self._clock.call_at(self._deadline_us, partial(self._expire, self._number))

    def retire(self) -> None:
        """Leave for good, between two functions. Memory is never freed of what a waiting greenlet knows."""
        self.parent = getcurrent()
        self.throw(GreenletExit)

    def _run_calls(self) -> None:
        while True:
            greenlets.begin_without_loop()
            result, failed = TOO_LATE, None
            try:
                result = self._fn()
            except KeyboardInterrupt:
                self.ended = True
                raise
            except BaseException as error:  # noqa: BLE001 - handed to the caller
                failed = error
            if self.ended:
                return  # it was ended: whatever it made of that, nobody waits for it
            self._result, self._error, self.ended = result, failed, True
            self._caller.switch()

    def _expire(self, number: int) -> None:
        """The deadline, in the hub: end the function, then let the caller go on."""
        if self.ended or number != self._number:
            return
        self._end()
        if self._caller is not self._clock.hub:
            greenlets.switch(self._caller)

    def _end(self) -> None:
        """End the threads that the function has started, so that it waits for none, and then itself."""
        threads, self.threads = self.threads, []
        for each in threads:
            each.end()
        if not self.ended:
            greenlets.end(self)
