"""The gateways: they write what they served to the stream, flush by flush, and can replay their spool."""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable
from typing import Any

from lablib.scenarios.incidents import producers, sending, stopped_code
from lablib.scenarios.incidents.logged import Logged
from lablib.scenarios.incidents.sending import NotSentError
from lablib.scenarios.incidents.setup import Setup
from lablib.scenarios.replay.incident import STREAM
from lablib.simulator import limits
from lablib.simulator.clock.flow import Flow
from lablib.simulator.world import World
from lablib.traffic.diurnal_usage import Usage

GATEWAY = "gateway"
"""Name of the flow that sends, and of what the pipeline deploys there."""
ORDERS_TO_END = 2
"""A loop that catches everything catches the first; after the second nobody waits for it."""

Change = Callable[[dict[str, Any]], dict[str, Any]]
"""What happens to a usage event before its gateway sends it."""


class Gateways:
    """All of them as one sender. They write nothing before `start`."""

    def __init__(self, world: World, setup: Setup) -> None:
        self.world = world
        self.setup = setup
        self.log: list[Logged] = []
        self.change_event: Change = _as_it_is
        self._events: list[Usage] = []
        self._times_us: list[int] = []
        self._first = 0
        """The number of the first event that no flush has taken yet."""
        self._spooled: list[dict[str, Any]] = []
        self._to_replay: list[dict[str, Any]] = []
        self._is_replaying = False
        self._running: dict[Flow, list[dict[str, Any]]] = {}
        """Somebody's own sender at work, and the events that it was given."""
        self.deploy(setup.producer)

    def deploy(self, version: str) -> None:
        """Send with this version of the producer from now on."""
        self._put(producers.VERSIONS[version].send, producers.VERSIONS[version].flush_every_s)
        self._is_own = False

    def deploy_own(self, send: producers.Send) -> None:
        """Send with somebody's own code from now on, at the usual pace."""
        self._put(send, None)
        self._is_own = True

    def _put(self, send: producers.Send, flush_every_s: int | None) -> None:
        """Own code that is still at work ends here: it may wait for ever, and the deploy is the remedy."""
        self.send = send
        self.flush_every_s = flush_every_s or self.setup.flush_every_s
        for flow in [*self._running]:
            flow.end()

    def start(self, kinesis: Any, before: list[Usage], night: list[Usage]) -> None:
        """Write the night's events, each after it was served. Those of `before` are in the stream already."""
        self._kinesis = kinesis
        self._take([*before, *night])
        self._first = len(before)
        self.world.spawn(self._serve, name=GATEWAY)

    def add(self, events: Iterable[Usage]) -> None:
        """More events, whose times are still to come."""
        self._take(sorted([*self._events, *events], key=lambda event: event.at_us))

    def served(self, from_s: float, until_s: float) -> Iterable[tuple[str, float]]:
        """What the gateways served in a span of time: each event's id and its time, from their own books."""
        span = (bisect_left(self._times_us, round(at_s * limits.US_PER_S)) for at_s in (from_s, until_s))
        return [(event.event_id, event.at_us / limits.US_PER_S) for event in self._events[slice(*span)]]

    @property
    def spooled_ids(self) -> set[str]:
        """Ids of the events that wait at the gateways for their next flush, or for the end of this one."""
        waiting = itertools.chain(self._spooled, self._to_replay, *self._running.values())
        behind = self._events[self._first :] if self._running else ()
        return {event["event_id"] for event in waiting} | {event.event_id for event in behind}

    def resend(self, since_s: float, until_s: float, but: Collection[str] = ()) -> int:
        """Replay the spool: send what was served in this span once more; returns how many.

        They go out a minute's portion after the other. Events with an id in `but` are left out.
        """
        ids = {event_id for event_id, _ in self.served(since_s, until_s)}.difference(but)
        events = [self.change_event(each.as_dict()) for each in self._events if each.event_id in ids]
        self._to_replay += events
        if not self._is_replaying:
            self._is_replaying = True
            self.world.spawn(self._replay, name=f"{GATEWAY} replay")
        return len(events)

    def _take(self, events: list[Usage]) -> None:
        self._events = events
        self._times_us = [event.at_us for event in events]

    def _serve(self) -> None:
        """Write what was served, flush by flush."""
        clock = self.world.clock
        while self._first < len(self._events):
            every_us = self.flush_every_s * limits.US_PER_S
            clock.sleep_until(clock.now_us - clock.now_us % every_us + every_us)
            end = bisect_left(self._times_us, clock.now_us)
            events = [self.change_event(event.as_dict()) for event in self._events[self._first : end]]
            self._first = end
            self._flush(events)

    def _flush(self, events: list[dict[str, Any]]) -> None:
        """A sender that raises keeps its events for the next flush."""
        pending, self._spooled = [*self._spooled, *events], []
        if not pending:
            return
        try:
            left = self._sent(pending)
        except NotSentError as error:
            self._spooled = pending
            self._logs(f"ERROR flush of {len(pending)} failed: {error}")
            return
        if left:
            self._logs(f"WARN gave up {len(left)} of {len(pending)} events")

    def _replay(self) -> None:
        """Between the flushes, a third of what the shards take in a minute; what comes back is sent again."""
        clock, minute_us = self.world.clock, limits.METRIC_PERIOD_S * limits.US_PER_S
        while self._to_replay:
            clock.sleep_until(clock.now_us - clock.now_us % minute_us + 3 * minute_us // 2)
            shards = len(self.world.kinesis.streams[STREAM].open_shards)
            count = max(1, shards * self.setup.shard_takes_a_min // 3)
            now, self._to_replay = self._to_replay[:count], self._to_replay[count:]
            try:
                self._to_replay += self._sent(now)
            except NotSentError as error:
                self._to_replay += now
                self._logs(f"ERROR replay of {len(now)} failed: {error}")
        self._is_replaying = False

    def _sent(self, events: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Send them with the version in service; returns those that it gave up. Raises `NotSentError`."""
        left, wrong = (self._sent_by_own if self._is_own else sending.send)(self.send, self._kinesis, events)
        if wrong:
            self._logs(f"ERROR {wrong}")
        return left

    def _sent_by_own(
        self, code: producers.Send, kinesis: Any, events: list[dict[str, Any]]
    ) -> tuple[list[dict[str, Any]], str]:
        """The same in a flow that the next deploy can end."""
        if stopped_code.is_stopped(code):
            raise NotSentError(stopped_code.WHY)
        flow = self.world.spawn(sending.send, code, kinesis, events, name=GATEWAY)
        flow.greenlet.orders_to_end = ORDERS_TO_END
        self._running[flow] = events
        try:
            answer: tuple[list[dict[str, Any]], str] | None = flow.join()
        finally:
            del self._running[flow]
        if answer is None:
            raise NotSentError("another version was deployed while it was at work")
        return answer

    def _logs(self, text: str) -> None:
        self.log.append(Logged(self.world.clock.now_s, text))


def _as_it_is(event: dict[str, Any]) -> dict[str, Any]:
    return event
