"""Blocking code that runs beside other code on virtual time."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import Any, Protocol

from greenlet import GreenletExit, getcurrent, greenlet

from lablib.simulator import limits
from lablib.simulator.clock import activity, greenlets
from lablib.simulator.clock.activity import HowFar
from lablib.simulator.clock.greenlets import FlowGreenlet
from lablib.simulator.clock.waiter import Waiter

_unkillable: list[greenlet] = []
"""Code that catches even the order to end stays where it stands: freed of it, memory would have it go on."""


class Scheduler(Protocol):
    """What is needed of a clock."""

    now_us: int
    hub: greenlet

    def block(self, waiter: Waiter, until_us: int | None = None) -> bool:
        """Block the calling flow until somebody wakes it."""

    def wake(self, waiter: Waiter) -> bool:
        """It may go on."""

    def flow_ended(self, flow: Flow) -> None:
        """A flow's last word."""


class Flow:
    """Blocking code that runs beside other code on virtual time, and ends with a result or an error.

    `on_end` is called when it has, also where it was ended before it began.
    """

    def __init__(
        self,
        clock: Scheduler,
        name: str,
        fn: Callable[..., Any],
        args: tuple[Any, ...],
        *,
        kind: type[FlowGreenlet] = FlowGreenlet,
        on_end: Callable[[], None] | None = None,
    ) -> None:
        self.name = name
        self.result: Any = None
        self.error: BaseException | None = None
        self.done = False
        self._clock = clock
        self._fn = fn
        self._args = args
        self._on_end = on_end
        self._waiters: list[Waiter] = []
        self.how_far: HowFar | None = None
        """How far it is, for whoever waits for it; who starts the flow may know."""
        self.error_seen = False
        """True once somebody has been told of `error`."""
        self.greenlet = kind(self._run_flow, parent=clock.hub)
        self.greenlet.flow_name = name

    wanted = "{}"

    @property
    def holder(self) -> greenlet:
        """Who has to end, so that a wait for it does."""
        return self.greenlet

    def _run_flow(self) -> None:
        greenlets.begin_without_loop()
        try:
            self.result = self._fn(*self._args)
        except GreenletExit:
            pass
        except KeyboardInterrupt:
            # The learner pressed stop while this flow happened to run: the cell must end, not only the flow.
            raise
        except BaseException as error:  # noqa: BLE001 - kept, and raised in join() or at the end of the cell
            self.error = error
        finally:
            self._has_ended()

    def _has_ended(self) -> None:
        self.done = True
        self._clock.flow_ended(self)
        while self._waiters:
            self._clock.wake(self._waiters.pop(0))
        if self._on_end is not None:
            self._on_end()

    def join(self) -> Any:
        """Wait until the flow has ended; returns what it returned, raises what it raised."""
        if not self.done:
            with self._told():
                self._wait()
        self.error_seen = True
        if self.error is not None:
            raise self.error
        return self.result

    def _wait(self) -> None:
        waiter = Waiter(self._clock, self)
        self._waiters.append(waiter)
        try:
            self._clock.block(waiter)
        finally:
            if waiter in self._waiters:
                self._waiters.remove(waiter)

    def end(self) -> None:
        """End it where it stands; its `finally` blocks run."""
        if not self.done:
            greenlets.end(self.greenlet)
        if not self.done and (self.greenlet.dead or self.greenlet.orders_to_end > 1):
            self._has_ended()  # it never began, or it's a thread that catches whatever it is told
        if not self.greenlet.dead:
            _unkillable.append(self.greenlet)

    def _told(self) -> AbstractContextManager[None]:
        """What the process does while the main flow waits here, unless somebody says more about it."""
        if getcurrent() is not self._clock.hub or activity.is_told():
            return nullcontext()
        clock, began_us = self._clock, self._clock.now_us

        def virtual_time() -> str:
            return f"{(clock.now_us - began_us) / limits.US_PER_S:,.0f} s of virtual time"

        return activity.doing(f"{self.name} runs", self.how_far or virtual_time)
