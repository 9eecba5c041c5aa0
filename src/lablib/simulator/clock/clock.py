"""Virtual time: blocking code and timed events on one queue, exact and repeatable.

A `Clock` keeps an integer number of microseconds since the Unix epoch and a heap of what is due; what is due
at once happens in the order in which it was asked for. Blocking code (a producer, a handler, botocore itself)
runs in a `Flow`, a greenlet that goes back to the clock when it sleeps and is resumed at the due time. The
code that made the clock is the *main flow*: when it sleeps, the world runs until then.

`virtual_time.py` makes `time.sleep`, `time.time`, `time.monotonic` and `datetime.now` follow it, `threads.py`
makes flows of threads, and `event_loop.py` has asyncio wait on it.
"""

from __future__ import annotations

import threading
from _thread import get_ident
from collections.abc import Callable
from datetime import UTC, datetime
from heapq import heappop
from os import getpid
from time import sleep as real_sleep
from typing import Any

from greenlet import getcurrent, greenlet

from lablib.simulator import limits
from lablib.simulator.clock import deadlocks, greenlets, interrupts
from lablib.simulator.clock.agenda import NOT_WAITING, Agenda
from lablib.simulator.clock.deadlines import TOO_LATE, Call
from lablib.simulator.clock.errors import ClockError
from lablib.simulator.clock.flow import Flow
from lablib.simulator.clock.greenlets import FlowGreenlet, stands_still, switch
from lablib.simulator.clock.waiter import Never, Waiter
from lablib.simulator.clock.watch import Watch

LAST_US = int(datetime.max.replace(microsecond=0, tzinfo=UTC).timestamp()) * limits.US_PER_S
"""The last second that `datetime` can tell; with its microseconds, `timestamp()` rounds up to the next."""
QUIET_US = 24 * limits.S_PER_HOUR * limits.US_PER_S
"""A wait of the main flow in which no learner code ran for that long, and none will, is a lost one."""
POLL_S = 0.0005
"""Real seconds between two looks for what another thread of the operating system has done."""
POLLS = 20_000
"""As many looks: after ten seconds and more, such a thread isn't going to."""


class Clock(Agenda):
    """Virtual time in microseconds, with a queue of things that are due."""

    def __init__(self, start_us: int | None = None) -> None:
        super().__init__(limits.WORLD_START_S * limits.US_PER_S if start_us is None else start_us)
        self.process = getpid()
        self.thread = get_ident()
        self.hub = getcurrent()
        self.flows: list[Flow] = []
        """Flows that have not ended, and ended ones whose error nobody has seen."""
        self.waiting: dict[greenlet, Waiter] = {}
        """Who waits to be woken."""
        self.others_may_wake: Callable[[], bool] = bool
        """Whether threads of the operating system may wake a wait for which nothing is due."""
        self.cut_off: list[str] = []
        """Who was at work when the clock was closed, as `at_work` has it."""
        self._idle_calls: list[Call] = []
        self._busy_us = self.now_us
        """When learner code last ran in a wait of the main flow that has no end."""

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
        if get_ident() != self.thread or getpid() != self.process:  # asked here: most of all calls are this
            self.check_thread()
        current = getcurrent()
        if current is self.hub:
            self.run_until(at_us)
        elif type(current) is FlowGreenlet and not current.ended and self.is_next(at_us):
            self._busy_us = max(at_us, self.now_us)
            self.advance(self._busy_us)
        else:
            self.at(at_us, current)
            self._hand_over(current)

    def sleep_on(self, at_us: int, again: Callable[[], int | None]) -> None:
        """Block the calling flow until `at_us`, then until the time that `again()` says, until it says None.

        As a loop around `sleep_until`, for flows that often look and find nothing: the clock itself calls
        `again`, which must not block nor read the time elsewhere, and wakes the flow only in the end.
        """
        if get_ident() != self.thread or getpid() != self.process:
            self.check_thread()
        self.at(at_us, Watch(self, getcurrent(), again))
        self._hand_over(getcurrent())

    def spawn(self, fn: Callable[..., Any], *args: Any, name: str | None = None) -> Flow:
        """Run `fn(*args)` beside the calling code; it starts when the caller next sleeps or waits."""
        self.check_thread()
        return self.begin(Flow(self, name or str(getattr(fn, "__name__", "flow")), fn, args))

    def begin(self, flow: Flow) -> Flow:
        """The flow is one of this clock's from now on, and starts when the caller next sleeps or waits."""
        self.flows.append(flow)
        self.at(self.now_us, flow.greenlet)
        return flow

    def run_until(self, at_us: int) -> None:
        """Main flow only: let the world run until `at_us`, everything due at that very moment included."""
        self.require_hub("let the whole world wait")
        self.main_waits_until_us = at_us
        try:
            while self.due and self.due[0][0] <= at_us:
                self.step()
            if at_us > self.now_us:
                self.advance(at_us)
        finally:
            self.main_waits_until_us = NOT_WAITING
            self.on_advance()
        interrupts.deliver()

    def block(self, waiter: Waiter, until_us: int | None = None) -> bool:
        """Block the calling flow, which made `waiter`, until `wake(waiter)`; False if `until_us` came first.

        Raises ClockError in the main flow if it waits without an end, and nothing will ever wake it.
        """
        self.check_thread()
        waiter.until_us = until_us
        self.waiting[waiter.flow] = waiter
        try:
            if waiter.flow is self.hub:
                self._block_main(waiter, until_us)
            else:
                if until_us is not None:
                    self.at(until_us, waiter)
                self._hand_over(waiter.flow)
        finally:
            waiter.is_over = True
            del self.waiting[waiter.flow]
        return waiter.woken

    def wake(self, waiter: Waiter) -> bool:
        """It goes on, in its turn; False if its wait was over before."""
        if waiter.is_over:
            return False
        waiter.is_over = waiter.woken = True
        if waiter.flow is not self.hub:
            self.at(self.now_us, waiter.flow)
        else:
            self.main_waits_until_us = NOT_WAITING
        return True

    def block_for_ever(self) -> None:
        """Wait for what never comes."""
        self.block(Waiter(self, Never()))

    def _block_main(self, waiter: Waiter, until_us: int | None) -> None:
        """Let the world go on until the main flow is woken, or the time comes."""
        polls = 0
        self._busy_us = self.now_us
        self.main_waits_until_us = LAST_US if until_us is None else until_us
        try:
            while True:
                next_us = self.next_us()
                if waiter.is_over:
                    break
                if until_us is not None and (next_us is None or next_us > until_us):
                    self.advance(until_us)
                    break
                if next_us is None:
                    polls += 1
                    self._wait_for_others("nothing is scheduled anymore", polls)
                    continue
                if until_us is None:
                    self._busy_us = self._busy_since(self._busy_us, next_us)
                self.step()
        finally:
            self.main_waits_until_us = NOT_WAITING
            self.on_advance()
        interrupts.deliver()

    def _busy_since(self, busy_us: int, next_us: int) -> int:
        """When learner code last ran; ClockError if that's long ago, and none is due."""
        if isinstance(self.due[0][2], (greenlet, Waiter)):
            return next_us
        if next_us - busy_us <= QUIET_US:
            return busy_us
        if not any(isinstance(due, (greenlet, Waiter)) for _, _, due in self.due):
            self._wait_for_others(
                "nothing but idle polls ran for a day of virtual time, and nothing else will", POLLS
            )
        return next_us

    def _wait_for_others(self, quiet_for: str, polls: int) -> None:
        """Give real time to threads of the operating system, if any might wake the main flow."""
        interrupts.deliver()
        if not self.mail and (polls >= POLLS or not self.others_may_wake()):
            raise deadlocks.never_ends(self.waiting.values(), quiet_for)
        real_sleep(POLL_S)

    def _hand_over(self, current: greenlet) -> None:
        """Let others go on, until somebody resumes `current`."""
        if type(current) is not FlowGreenlet or current.ended:  # most are plain flows that go on
            if isinstance(current, FlowGreenlet) and current.ended:
                greenlets.go_back(current)
            if type(current) is Call:
                current.waits()
        switch(self.hub)

    def flow_ended(self, flow: Flow) -> None:
        """A flow's last word."""
        if flow.error is None:
            self.flows.remove(flow)

    def take_unseen_errors(self) -> list[Flow]:
        """Flows that failed with nobody joining them; each is handed out once."""
        failed = [flow for flow in self.flows if flow.done]
        self.flows = [flow for flow in self.flows if not flow.done]
        return [flow for flow in failed if not flow.error_seen]

    def at_work(self) -> list[str]:
        """Flows that have not ended and are about to go on by themselves: "thread 'sender' at send.py:12".

        Without those that wait for something that nobody brings, as idle workers of a pool do, and without
        flows of the world itself, such as a mapping's.
        """
        idle = {one for one, waiter in self.waiting.items() if waiter.until_us is None and not waiter.is_over}
        busy = [each.greenlet for each in self.flows if not each.done and each.greenlet not in idle]
        return [deadlocks.place_of(each) for each in busy if deadlocks.is_learner_s(each)]

    def close(self) -> None:
        """End every flow where it stands (its `finally` blocks run). Main flow only.

        Threads come first, so that a flow that leaves a pool of them waits for none.
        """
        self.cut_off += self.at_work()
        for flow in sorted(self.flows, key=lambda flow: flow.greenlet.kind != "thread"):
            flow.end()
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
        if get_ident() == self.thread and getpid() == self.process:
            return
        forked = getpid() != self.process
        caller = f"process {getpid()}" if forked else f"thread {threading.current_thread().name!r}"
        raise ClockError(
            f"the {caller} called into the virtual world, but isn't part of it: it's another process, or a "
            "thread that was started before the world was opened, or without the module threading. Remedy: "
            "start a threading.Thread or an executor inside the world, or world.spawn(fn, ...); they run "
            "side by side with the rest on virtual time."
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

    def step(self) -> None:
        """Hub only: let the next thing happen that is due."""
        interrupts.deliver()
        if self.mail:
            self.read_mail()
        due_us, _, due = self.due[0]
        if type(due) is Waiter and due.is_over:
            heappop(self.due)
            return
        if due_us != self.now_us:
            self.advance(due_us)
        heappop(self.due)
        if type(due) is Watch:
            due()
            return
        if isinstance(due, greenlet):
            self._resume(due)
        elif isinstance(due, Waiter):
            due.is_over = True
            self._resume(due.flow)
        else:
            due()

    def _resume(self, one: greenlet) -> None:
        if (type(one) is FlowGreenlet and not one.ended and not one.dead) or not stands_still(one):
            switch(one)
