"""Virtual time: blocking code and timed events on one queue, exact and repeatable.

A `Clock` keeps an integer number of microseconds since the Unix epoch and a heap of what is due; what is due
at once happens in the order in which it was asked for. Blocking code (a producer, a handler, botocore itself)
runs in a `Flow`, a greenlet that goes back to the clock when it sleeps and is resumed at the due time. The
code that made the clock is the *main flow*: when it sleeps, the world runs until then.

`virtual_time.py` makes `time.sleep`, `time.time`, `time.monotonic` and `datetime.now` follow it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, datetime
from heapq import heappop, heappush
from os import getpid
from threading import get_ident
from typing import Any

from greenlet import GreenletExit, getcurrent, greenlet

from lablib.simulator import limits
from lablib.simulator.clock import activity, interrupts
from lablib.simulator.clock.activity import HowFar
from lablib.simulator.clock.deadlines import TOO_LATE, Call, FlowGreenlet

LAST_US = int(datetime.max.replace(microsecond=0, tzinfo=UTC).timestamp()) * limits.US_PER_S
"""The last second that `datetime` can tell; with its microseconds, `timestamp()` rounds up to the next."""
Due = Callable[[], None] | greenlet
"""What can be due: a call, or blocking code that goes on."""


class ClockError(RuntimeError):
    """Code asked something of virtual time that it cannot do; the message names the remedy."""


class Flow:
    """Blocking code that runs beside other code on virtual time, and ends with a result or an error."""

    def __init__(self, clock: Clock, name: str, fn: Callable[..., Any], args: tuple[Any, ...]) -> None:
        self.name = name
        self.result: Any = None
        self.error: BaseException | None = None
        self.done = False
        self._clock = clock
        self._fn = fn
        self._args = args
        self._waiting: list[greenlet] = []
        self.how_far: HowFar | None = None
        """How far it is, for whoever waits for it; who starts the flow may know."""
        self.error_seen = False
        """True once somebody has been told of `error`."""
        self._greenlet = FlowGreenlet(self._run_flow, parent=clock.hub)
        self._greenlet.flow_name = name

    def _run_flow(self) -> None:
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
            self.done = True
            self._clock.flow_ended(self, self._waiting)

    def join(self) -> Any:
        """Wait until the flow has ended; returns what it returned, raises what it raised."""
        with self._told():
            while not self.done:
                self._clock.wait_for(self._waiting)
        self.error_seen = True
        if self.error is not None:
            raise self.error
        return self.result

    def _told(self) -> AbstractContextManager[None]:
        """What the process does while the main flow waits here, unless somebody says more about it."""
        if getcurrent() is not self._clock.hub or activity.is_told():
            return nullcontext()
        clock, began_us = self._clock, self._clock.now_us

        def virtual_time() -> str:
            return f"{(clock.now_us - began_us) / limits.US_PER_S:,.0f} s of virtual time"

        return activity.doing(f"{self.name} runs", self.how_far or virtual_time)


class Clock:
    """Virtual time in microseconds, with a queue of things that are due."""

    def __init__(self, start_us: int | None = None) -> None:
        self.now_us = limits.WORLD_START_S * limits.US_PER_S if start_us is None else start_us
        """Virtual time, in microseconds since the epoch."""
        self._due: list[tuple[int, int, Due]] = []
        """A heap of (time, number, what is due then): the numbers keep the order of what is due at once."""
        self._asked = 0
        """The last number."""
        self._process = getpid()
        self._thread = get_ident()
        self.hub = getcurrent()
        self.flows: list[Flow] = []
        """Flows that have not ended, and ended ones whose error nobody has seen."""
        self.on_advance: Callable[[int], None] = _ignore
        """Called with the new time if it has moved and code is about to run that may read it."""
        self._told_us = self.now_us
        """The time that `on_advance` knows: a flow's `Watch` looks far more often than code runs."""
        self._idle_calls: list[Call] = []
        self.stop_at_us: int | None = None
        """Virtual time past which no flow is resumed: `OutOfTime` ends the main flow instead."""

    @property
    def now_s(self) -> float:
        """Virtual time, in seconds since the epoch."""
        return self.now_us / limits.US_PER_S

    def sleep(self, seconds: float) -> None:
        """Block the calling flow for `seconds` of virtual time, rounded to a microsecond, but not to none.

        Raises ValueError for less than nothing, OverflowError for more than the calendar has.
        """
        if seconds < 0:
            raise ValueError("sleep length must be non-negative")
        # A loop that sleeps for less than a microsecond until some time has passed must come to its end.
        length_us = max(round(seconds * limits.US_PER_S), 1 if seconds else 0)
        if self.now_us + length_us > LAST_US:
            raise OverflowError(f"sleep({seconds}): virtual time ends with the year 9999")
        self.sleep_until(self.now_us + length_us)

    def sleep_until(self, at_us: int) -> None:
        """Block the calling flow until `at_us`; a time that has passed is now."""
        if get_ident() != self._thread or getpid() != self._process:  # asked here: most of all calls are this
            self.check_thread()
        current = getcurrent()
        if current is self.hub:
            self.run_until(at_us)
            return
        if type(current) is Call:
            current.waits()
        self._at(at_us, current)
        self.hub.switch()

    def sleep_on(self, at_us: int, again: Callable[[], int | None]) -> None:
        """Block the calling flow until `at_us`, then until the time that `again()` says, until it says None.

        As a loop around `sleep_until`, for flows that often look and find nothing: the clock itself calls
        `again`, which must not block nor read the time elsewhere, and wakes the flow only in the end.
        """
        if get_ident() != self._thread or getpid() != self._process:
            self.check_thread()
        self._at(at_us, Watch(self, getcurrent(), again))
        self.hub.switch()

    def spawn(self, fn: Callable[..., Any], *args: Any, name: str | None = None) -> Flow:
        """Run `fn(*args)` beside the calling code; it starts when the caller next sleeps or waits."""
        self.check_thread()
        flow = Flow(self, name or str(getattr(fn, "__name__", "flow")), fn, args)
        self.flows.append(flow)
        self._at(self.now_us, flow._greenlet)
        return flow

    def call_at(self, at_us: int, fn: Callable[[], None]) -> None:
        """Run `fn()` at virtual time `at_us`. It must not block: use `spawn` for code that sleeps."""
        self._at(at_us, fn)

    def run_until(self, at_us: int) -> None:
        """Main flow only: let the world run until `at_us`, everything due at that very moment included."""
        self.require_hub("let the whole world wait")
        try:
            while self._due and self._due[0][0] <= at_us:
                self.step()
            if at_us > self.now_us:
                self._advance(at_us)
        finally:
            self.tell()
        interrupts.deliver()

    def wait_for(self, waiting: list[greenlet]) -> None:
        """Block until a flow that was given `waiting` ends; in the main flow, until the next event."""
        self.check_thread()
        current = getcurrent()
        if current is not self.hub:
            if type(current) is Call:
                current.waits()
            waiting.append(current)
            self.hub.switch()
        elif not self._due:
            raise ClockError(
                "nothing is scheduled anymore, so this wait can never end: a flow waits for itself or for "
                "another flow that waits, or a request has no timeout. Remedy: join flows that end, and "
                "keep the clients' timeouts"
            )
        else:
            self.step()
            self.tell()

    def flow_ended(self, flow: Flow, waiting: list[greenlet]) -> None:
        """A flow's last word: those that joined it go on."""
        if flow.error is None:
            self.flows.remove(flow)
        for each in waiting:
            self._at(self.now_us, each)
        waiting.clear()

    def take_unseen_errors(self) -> list[Flow]:
        """Flows that failed with nobody joining them; each is handed out once."""
        failed = [flow for flow in self.flows if flow.done]
        self.flows = [flow for flow in self.flows if not flow.done]
        return [flow for flow in failed if not flow.error_seen]

    def close(self) -> None:
        """End every flow where it stands (its `finally` blocks run). Main flow only."""
        for flow in list(self.flows):
            if not flow.done:
                flow._greenlet.throw(GreenletExit)
        while self._idle_calls:
            self._idle_calls.pop().retire()

    def call_until(self, deadline_us: int, fn: Callable[[], Any]) -> Any:
        """`fn()`, blocking the calling flow: what it returns or raises, or `TOO_LATE` if it still runs then.

        What is late is ended where it stands (its `finally` blocks run), and never goes on, whatever it
        catches. It is ended as well when its caller is: by an interrupt, or because the world closes.
        """
        self.check_thread()
        call = self._idle_calls.pop() if self._idle_calls else Call(self)
        result = call.finish(fn, deadline_us)
        if getcurrent() is self.hub:
            interrupts.deliver()
        if result is not TOO_LATE:
            self._idle_calls.append(call)
        return result

    def check_thread(self) -> None:
        """Raise ClockError if another thread or process than the world's calls: it has no virtual time."""
        if get_ident() == self._thread and getpid() == self._process:
            return
        forked = getpid() != self._process
        caller = f"process {getpid()}" if forked else f"thread {threading.current_thread().name!r}"
        raise ClockError(
            f"the {caller} called into the virtual world, which cannot schedule threads or processes. "
            "Remedy: start the function with world.spawn(fn, ...) instead of a Thread, a Process or an "
            "executor; it runs side by side with the rest on virtual time. boto3's own S3 transfers take "
            "Config=TransferConfig(use_threads=False)."
        )

    @property
    def current_flow(self) -> str:
        """The name of the flow that runs now; "main" for the main flow."""
        current = getcurrent()
        return current.flow_name if isinstance(current, FlowGreenlet) else "main"

    def require_hub(self, what: str) -> None:
        """Raise ClockError if not the main flow wants to do `what`."""
        self.check_thread()
        if getcurrent() is not self.hub:
            raise ClockError(
                f"only the main flow can {what}. Remedy: do it outside of the spawned function, which can "
                "sleep and join"
            )

    def _at(self, at_us: int, due: Due) -> None:
        self._asked += 1
        heappush(self._due, (max(at_us, self.now_us), self._asked, due))

    def step(self) -> None:
        """Hub only: let the next thing happen that is due."""
        interrupts.deliver()
        due_us = self._due[0][0]
        if due_us != self.now_us:
            self._advance(due_us)
        due = heappop(self._due)[2]
        if type(due) is Watch:
            due()
            return
        self.tell()
        if not isinstance(due, greenlet):
            due()
        elif not due.dead and not (type(due) is Call and due.is_over):
            due.switch()

    def tell(self) -> None:
        """Code is about to run that may read the time."""
        if self._told_us != self.now_us:
            self._told_us = self.now_us
            self.on_advance(self.now_us)

    def _advance(self, at_us: int) -> None:
        if self.stop_at_us is not None and at_us > self.stop_at_us:
            raise OutOfTime(self.stop_at_us)
        self.now_us = at_us


class Watch:
    """A flow that waits in `Clock.sleep_on`.

    Not a closure: one that asks for itself again is a cycle in memory that only the collector frees.
    """

    __slots__ = ("_again", "_clock", "_waiting")

    def __init__(self, clock: Clock, waiting: greenlet, again: Callable[[], int | None]) -> None:
        self._clock = clock
        self._waiting = waiting
        self._again = again

    def __call__(self) -> None:
        """Look whether there is anything; if so, the flow goes on."""
        if self._waiting.dead:
            return
        next_us = self._again()
        if next_us is None:
            self._clock.tell()
            self._waiting.switch()
        else:
            self._clock._at(next_us, self)


class OutOfTime(BaseException):
    """The world was given a last moment and code wanted to go past it.

    Not an `Exception`: code that catches everything and tries again for ever must end as well.
    """

    def __init__(self, stop_at_us: int) -> None:
        super().__init__(
            f"virtual time would pass {stop_at_us / limits.US_PER_S:.3f} s, the last moment of this world"
        )


def _ignore(now_us: int) -> None:
    """Nobody watches the time."""
