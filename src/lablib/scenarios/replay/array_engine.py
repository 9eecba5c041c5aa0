"""A trace replayed in arrays: the outcome of `exact_engine.py`, to the record, and many times as fast.

Each call of a gateway is simulated at its own moment, with a latency of its own, in the order of the clock.
But a record is no more than two numbers, its shard and its size. A shard that has room for its part of a call
is asked once. Single records are only touched where a shard throttles some.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Generator, Sequence
from heapq import heappop, heapreplace
from itertools import count

import numpy as np

from lablib.scenarios.replay.array_ledger import ArrayLedger, Lost, stored_late
from lablib.scenarios.replay.array_records import ArrayRecords, Batch
from lablib.scenarios.replay.array_stream import Answer, ArrayStream, Shards
from lablib.scenarios.replay.dashboard import dashboard
from lablib.scenarios.replay.incident import (
    FLUSH_EVERY_S,
    STREAM,
    Progress,
    make_stream,
    next_tick_us,
    nobody_watches,
)
from lablib.scenarios.replay.one_by_one import Ints
from lablib.scenarios.replay.outcome import Outcome
from lablib.simulator import limits
from lablib.simulator.ledger.fates import Example, Fate
from lablib.simulator.world import World
from lablib.traffic import Gateway, fleet, producers
from lablib.traffic.gateways import GATEWAYS
from lablib.traffic.outline import Outline
from lablib.traffic.producers import Producer

REPORTS = 100
"""So many times, about, whoever watches is told how far the run is."""

Flow = Generator[int, None, None]
"""What a gateway does. It yields the time until which it sleeps."""


def replay(
    world: World,
    outline: Outline,
    producer: Producer,
    *,
    shards: int,
    gateways: int = GATEWAYS,
    seconds: float | None = None,
    flush_every_s: float = FLUSH_EVERY_S,
    on_progress: Progress = nobody_watches,
    records: type[ArrayRecords] = ArrayRecords,
) -> Outcome:
    """As `exact_engine.replay`, in a new world without faults. `records` packs the events, or doesn't.

    Raises ValueError for a producer that is not in `IN_ARRAYS`, and for a record that Kinesis does not take.
    """
    make_stream(shards)
    start_us = next_tick_us(world.clock.now_us, flush_every_s)
    senders = fleet(outline, gateways, world.seed, seconds, start_us)
    run = ArrayRun(world, outline, senders, producer, flush_every_s, records)
    run.play(on_progress)
    return run.outcome()


class ArrayRun:
    """One run. Its flows say what `incident.play` and the producers do, with arrays in place of entries."""

    def __init__(
        self,
        world: World,
        outline: Outline,
        senders: Sequence[Gateway],
        producer: Producer,
        flush_every_s: float,
        records: type[ArrayRecords] = ArrayRecords,
        *,
        measured: bool = True,
    ) -> None:
        """Without `measured` there is no dashboard and no table of seconds afterwards, so no `outcome`."""
        if producer not in IN_ARRAYS:
            name = getattr(producer, "__name__", producer)
            raise ValueError(f"{name} cannot be played in arrays. Remedy: play it with exact_engine.replay")
        self.ledger = ArrayLedger([sender.total for sender in senders])
        self._world = world
        self._senders = senders
        self._write = IN_ARRAYS[producer]
        self._flush_every_s = flush_every_s
        self.stream = ArrayStream(world, STREAM, measured=measured)
        self._records = records(outline, senders, self.stream)
        self._now_us = world.clock.now_us

    def play(self, on_progress: Progress, *, until_lost: bool = False) -> bool:
        """Let all flows run to their ends. Of those that are due at once, the first to sleep wakes first.

        With `until_lost` the run ends where a record is lost, and the answer is False.
        """
        order = count()
        queue = [(self._now_us, next(order), self._gateway(number)) for number in range(len(self._senders))]
        next_report = 1
        while queue:
            self._now_us, _, flow = queue[0]
            wake_us = next(flow, None)
            if wake_us is None:
                heappop(queue)
            else:
                heapreplace(queue, (max(wake_us, self._now_us), next(order), flow))
            if self.ledger.settled >= next_report:
                next_report = self._report(on_progress)
            if until_lost and self.ledger.first_lost is not None:
                return False
        self._report(on_progress)
        return True

    def _report(self, on_progress: Progress) -> int:
        """Bring the world's clock up to date, and say how far the run is. Returns when to come again."""
        self._world.clock.sleep_until(self._now_us)
        done, total = self.ledger.settled, self.ledger.total
        on_progress(done / max(1, total))
        return done + total // REPORTS + 1

    def outcome(self) -> Outcome:
        """What came of it, to be asked at the end."""
        ledger, lost = self.ledger, self.ledger.first_lost
        return Outcome(
            offered=ledger.offered,
            never_sent=ledger.count(Fate.WAITING),
            throttled=ledger.count(Fate.REJECTED),
            given_up=ledger.count(Fate.GIVEN_UP),
            rejections=self.stream.rejections,
            duplicates=0,  # no call is repeated that was carried out
            reordered=ledger.reordered,
            first_lost=None if lost is None else self._example(lost),
            dashboard=dashboard(self._world, self.stream.shards),
            shard_seconds=self._world.metrics.seconds,
        )

    def _example(self, lost: Lost) -> Example:
        content = self._senders[lost.gateway].event(lost.number).payload()
        return Example(content, None, lost.offered_us, lost.rejection)

    # --- what the flows do -------------------------------------------------------------------------

    def _gateway(self, number: int) -> Flow:
        """As `incident.play` has it."""
        sender = self._senders[number]
        while sender.next_at_us is not None:
            yield max(next_tick_us(self._now_us, self._flush_every_s), sender.start_us)
            due = sender.due_numbers(self._now_us)
            if due:
                for batch in self._records.batches(self.ledger.offer(number, due, self._now_us)):
                    yield from self._write(self, batch)

    def naive(self, batch: Batch) -> Flow:
        """As `producers.naive` has it."""
        answer = yield from self._put(batch.shards, batch.sizes_bytes)
        self._settle(batch, answer.throttled, Fate.REJECTED, answer.at_us)

    def careful(self, batch: Batch) -> Flow:
        """As `producers.careful` has it."""
        pending, shards, sizes_bytes = np.arange(len(batch)), batch.shards, batch.sizes_bytes
        attempts = np.zeros(len(batch), np.int8)
        in_order = True
        for attempt in range(producers.MAX_ATTEMPTS):
            if attempt:
                yield self._now_us + _backoff_us(attempt)
            answer = yield from self._put(shards, sizes_bytes)
            in_order &= answer.in_order
            throttled = answer.throttled
            pending, shards, sizes_bytes = pending[throttled], shards[throttled], sizes_bytes[throttled]
            attempts[pending] += 1
            if not len(pending):
                break
        if len(pending):
            told = "gave up %d of %d records after %d attempts"
            producers.log.error(told, len(pending), len(batch), producers.MAX_ATTEMPTS)
        self._settle(batch, pending, Fate.GIVEN_UP, answer.at_us)
        keys = None if in_order else self._records.keys(batch)
        if keys is not None:
            stored = attempts < producers.MAX_ATTEMPTS
            self.ledger.reordered += stored_late(attempts[stored], keys[stored])

    def _put(self, shards: Shards, sizes_bytes: Ints) -> Generator[int, None, Answer]:
        """A call of PutRecords, as `Network.send` lets it travel."""
        latency_us = self._world.network.latency_us()
        yield self._now_us + latency_us // 2
        answer = self.stream.put(shards, sizes_bytes, self._now_us, latency_us)
        yield self._now_us + latency_us - latency_us // 2
        return answer

    def _settle(self, batch: Batch, lost: Ints, fate: Fate, throttled_us: int) -> None:
        self.ledger.settle(batch, lost, fate)
        if len(lost):
            place = int(lost[0])
            rejection = self.stream.rejection(batch.shards[place], throttled_us)
            self.ledger.note_lost(batch, place, rejection)


IN_ARRAYS: dict[Producer, Callable[[ArrayRun, Batch], Flow]] = {
    producers.naive: ArrayRun.naive,
    producers.careful: ArrayRun.careful,
}
"""The producers that can be played here."""


def _backoff_us(attempt: int) -> int:
    """The pause before this attempt, as `Clock.sleep` rounds it."""
    bound_s = min(producers.BACKOFF_CAP_S, producers.BACKOFF_BASE_S * 2**attempt)
    pause_s = random.uniform(0, bound_s)
    return max(round(pause_s * limits.US_PER_S), 1 if pause_s else 0)
