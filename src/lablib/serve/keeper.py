"""The one thread that owns the world: it leads virtual time along real time, and lets requests in.

Threads of connections hand their requests over and wait. Nothing else of theirs touches the world.
"""

from __future__ import annotations

import sys
from _thread import allocate_lock
from collections.abc import Callable
from queue import Empty, SimpleQueue

from lablib.serve.memory import Memory
from lablib.serve.pace import Pace
from lablib.simulator import limits
from lablib.simulator.api.wire import Answer, Request
from lablib.simulator.clock.flow import Flow
from lablib.simulator.clock.virtual_time import real_monotonic
from lablib.simulator.world import World

LONGEST_PAUSE_S = 0.5
SLICE_S = 0.05
"""Of real time's worth: a world that lags behind lets requests in at least that often."""
GRACE_S = 2.0
"""Real seconds in which requests that are under way may still be answered at the end."""
LOGS_KEPT = 1_000
"""Of each function; older ones are forgotten."""


class Job:
    """A request that somebody waits for. The lock is real, whoever makes it."""

    def __init__(self, request: Request, producer: str, carry: Callable[[Request], Answer | None]) -> None:
        self.answer: Answer | None = None
        self.flow: Flow | None = None
        self.is_given_up = False
        self.request = request
        self.producer = producer
        self.carry = carry
        self._done = allocate_lock()
        self._done.acquire()

    def run(self) -> None:
        """In a flow of the world. It also ends when the flow is ended."""
        try:
            self.answer = self.carry(self.request)
        finally:
            self._done.release()

    def wait(self, seconds: float) -> bool:
        """Whether it has come to its end, at the latest after so many real seconds."""
        return self._done.acquire(timeout=seconds)


class Keeper:
    """Runs until `stop`. Made before the world is opened, as its queue is real."""

    def __init__(self, pace: Pace, memory: Memory) -> None:
        self._pace = pace
        self._memory = memory
        self._mailbox: SimpleQueue[Job | None] = SimpleQueue()
        self._under_way: set[Job] = set()
        self._looked_s = 0.0
        self.requests = 0
        """How many were begun so far."""
        self.is_stopping = False

    # --- from any thread ---------------------------------------------------------------------------

    def hand_over(self, job: Job) -> None:
        """It will be carried out."""
        self._mailbox.put(job)

    def give_up(self, job: Job) -> None:
        """Its client has hung up: nobody waits for it anymore."""
        job.is_given_up = True
        self._mailbox.put(None)

    def stop(self) -> None:
        """Come to an end, with what is under way. A signal's handler may call this."""
        self.is_stopping = True
        self._mailbox.put(None)

    # --- the world's thread --------------------------------------------------------------------------

    def run(self, world: World) -> None:
        """Let time pass until somebody calls `stop`, and then for what is under way."""
        until_s = None
        while until_s is None or (self._under_way and real_monotonic() < until_s):
            jobs = self._wait(world)
            self._let_time_pass(world)
            for job in jobs:
                self._begin(world, job)
            self._look_after(world)
            if self.is_stopping and until_s is None:
                until_s = real_monotonic() + GRACE_S

    def _wait(self, world: World) -> list[Job]:
        """What came until something is due in the world."""
        pause_s = min(self._pace.real_s_until(world.clock.next_us()), LONGEST_PAUSE_S)
        jobs: list[Job] = []
        try:
            first = self._mailbox.get(timeout=pause_s) if pause_s else self._mailbox.get_nowait()
            jobs += [first] if first else []
            while True:
                more = self._mailbox.get_nowait()
                jobs += [more] if more else []
        except Empty:
            return jobs

    def _let_time_pass(self, world: World) -> None:
        now_us, slice_us = world.clock.now_us, round(SLICE_S * self._pace.speed * limits.US_PER_S)
        world.clock.run_until(max(min(self._pace.now_us(), now_us + slice_us), now_us))

    def _begin(self, world: World, job: Job) -> None:
        job.flow = world.clock.spawn(job.run, name=job.producer)
        self._under_way.add(job)
        self.requests += 1
        world.clock.run_until(world.clock.now_us)

    def _look_after(self, world: World) -> None:
        """End what nobody waits for, and from time to time forget what nobody asks for."""
        for job in self._under_way:
            if job.flow is not None and job.is_given_up:
                job.flow.end()
        self._under_way = {job for job in self._under_way if job.flow is None or not job.flow.done}
        if real_monotonic() - self._looked_s > 1:
            self._looked_s = real_monotonic()
            self._memory.look()
            for function in world.lambda_.functions.by_name.values():
                del function.logs[:-LOGS_KEPT]
            for flow in world.clock.take_unseen_errors():
                sys.stderr.write(f"lablib: {flow.name} ended with {flow.error!r}\n")
