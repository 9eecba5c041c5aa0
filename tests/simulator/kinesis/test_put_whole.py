"""`put_whole` leaves what a PutRecords of `put.py` leaves, or does nothing."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from small_region import STREAM, SmallRegion

from lablib.simulator.kinesis.operations.put import PutCall
from lablib.simulator.kinesis.operations.put_columns import Columns, sizes_bytes
from lablib.simulator.kinesis.operations.put_whole import answers_of, put_whole
from lablib.simulator.kinesis.state.region import Caller
from lablib.simulator.kinesis.state.write_limiter import AlignedSecond, TokenBucket


class Puts:
    """A region that is written to in one way or the other, and all that can be seen of it."""

    def __init__(self, limiter: Any, shards: int, enhanced: set[str]) -> None:
        self.kinesis = SmallRegion(shards=shards, write_limiter=limiter)
        self.stream = self.kinesis.region.streams[STREAM]
        self.stream.enhanced_metrics = enhanced

    def after(self, gap_ms: int) -> None:
        self.kinesis.at(self.kinesis.now_s + gap_ms / 1_000)
        self.kinesis.region.caller = Caller("feed")

    def departs(self, columns: Columns) -> None:
        """The ledger is told when the request leaves, as by the endpoint."""
        self.kinesis.region.caller.rows = self.kinesis.ledger.rows_of(columns.data, self.kinesis.clock.now_us)

    def whole(self, columns: Columns) -> list[dict[str, Any]] | None:
        """The answers, or None if nothing was done."""
        parts = put_whole(self.kinesis.region, self.stream, columns, self.kinesis.clock.now_us)
        return None if parts is None else answers_of(parts, len(columns.keys))

    def one_by_one(self, columns: Columns) -> list[dict[str, Any]]:
        call = PutCall(self.kinesis.region, self.stream, self.kinesis.clock.now_us)
        answers = call.put_all(columns.entries(), columns.sizes_bytes)
        call.settle()
        call.report(self.kinesis.region.metrics.put_records)
        return answers

    def seen(self) -> dict[str, Any]:
        ledger, shards = self.kinesis.ledger, self.stream.shards
        logs = [shard.log for shard in shards]
        metrics = self.kinesis.region.metrics.metrics
        return {
            "logs": [(log.sequence, log.keys, log.data, log.arrival_us, log.rows) for log in logs],
            "room": [(shard.write_limiter._records, shard.write_limiter._bytes) for shard in shards],
            "totals": ledger.totals(self.kinesis.clock.now_us),
            "rejections": ledger.rejections_by_code,
            "anomalies": ledger.anomalies(),
            "charged": self.stream.charged,
            "counters": self.stream.sequence_counters,
            "seconds": metrics.seconds._streams,
            "metrics": [
                (series.name, series.dimensions, minute, point.counts)
                for series in metrics
                for minute, point in series.minutes.items()
            ],
        }


records = st.tuples(
    st.sampled_from(["t", "tenant-1", "tenant-2", "Zürich", "日本"]),
    st.sampled_from([None, None, None, "0", str(2**127), str(2**128 - 1)]),
    st.builds(
        lambda number, size_bytes: b"%05d" % number + bytes(size_bytes),
        st.integers(0, 40),  # the same record again now and then
        st.sampled_from([0, 1, 200, 1_018, 1_019, 100_000, 400_000]),
    ),
)
calls = st.lists(
    st.tuples(st.sampled_from([0, 1, 40, 999, 1_000]), st.lists(records, min_size=1, max_size=12)), max_size=8
)


def columns_of(records: list[tuple[str, str | None, bytes]]) -> Columns:
    keys, hash_keys, data = (list(column) for column in zip(*records, strict=True))
    return Columns(keys, data, sizes_bytes(keys, data), hash_keys if any(hash_keys) else None)


@given(
    calls,
    st.sampled_from([TokenBucket, AlignedSecond]),
    st.sampled_from([1, 4, 7]),
    st.sampled_from([(), ("ALL",), ("IncomingBytes",)]),
    st.booleans(),
)
def test_what_is_stored_whole_is_stored_as_record_by_record(calls, limiter, shards, enhanced, known):
    fast, plain = Puts(limiter, shards, set(enhanced)), Puts(limiter, shards, set(enhanced))
    for gap_ms, entries in calls:
        columns = columns_of(entries)
        for puts in (fast, plain):
            puts.after(gap_ms)
            if known:
                puts.departs(columns)
        answers = fast.whole(columns)
        if answers is None:
            answers = fast.one_by_one(columns)
        assert answers == plain.one_by_one(columns)
        assert fast.seen() == plain.seen()


def test_where_a_shard_has_no_room_nothing_is_done():
    puts = Puts(TokenBucket, 4, set())
    before = puts.seen()
    assert not puts.whole(columns_of([("a", None, b"1"), *[("b", None, bytes(400_000))] * 3]))
    assert puts.seen() == before


def test_where_the_service_places_records_or_entries_fail_it_is_not_that_simple():
    puts, columns = Puts(TokenBucket, 4, set()), columns_of([("a", None, b"1")])
    puts.stream.distribution = "AUTO"
    assert not puts.whole(columns)
    puts.stream.distribution = "USER_PARTITION_KEY"
    puts.kinesis.region.policies.entry_fault = lambda stream, operation, now_us: False
    assert not puts.whole(columns)
    puts.kinesis.region.policies.entry_fault = None
    assert puts.whole(columns)
