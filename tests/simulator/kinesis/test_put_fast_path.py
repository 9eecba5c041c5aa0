"""PutRecords asks a shard's limiter once for all that a call brings: the same as asking record by record."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from small_region import STREAM, SmallRegion

from lablib.simulator.kinesis.state.write_limiter import AlignedSecond, TokenBucket


class OneByOneBucket(TokenBucket):
    """The oracle: never answers for more than one record, so each is asked for by itself."""

    def has_room(self, charge_bytes: int, now_us: int, records: int) -> bool:
        return records == 1 and super().has_room(charge_bytes, now_us, records)


class OneByOneSecond(AlignedSecond):
    """The oracle for whole seconds."""

    def has_room(self, charge_bytes: int, now_us: int, records: int) -> bool:
        return records == 1 and super().has_room(charge_bytes, now_us, records)


class Puts:
    """A region that keeps all that a producer, a reader and a dashboard can see of it."""

    def __init__(self, **policies: Any) -> None:
        self.kinesis = SmallRegion(shards=7, **policies)
        self.answers: list[dict[str, Any]] = []

    def put(self, gap_ms: int, entries: list[dict[str, Any]]) -> None:
        self.kinesis.at(self.kinesis.now_s + gap_ms / 1_000)
        self.answers.append(self.kinesis.call("PutRecords", StreamName=STREAM, Records=entries))

    def seen(self) -> dict[str, Any]:
        kinesis = self.kinesis
        ledger, shards = kinesis.ledger, kinesis.region.streams[STREAM].shards
        logs = [shard.log for shard in shards]
        return {
            "answers": self.answers,
            "logs": [(log.sequence, log.keys, log.data, log.arrival_us, log.rows) for log in logs],
            "room": [(shard.write_limiter._records, shard.write_limiter._bytes) for shard in shards],
            "totals": ledger.totals(kinesis.clock.now_us),
            "rejections": ledger.rejections_by_code,
            "anomalies": ledger.anomalies(),
            "metrics": {series.name: _samples(series) for series in kinesis.metrics},
        }


def _samples(series: Any) -> dict[int, dict[float, int]]:
    return {minute: point.counts for minute, point in series.minutes.items()}


entries = st.builds(
    lambda number, size_bytes, key, hash_key: (
        {"Data": b"%05d" % number + bytes(size_bytes), "PartitionKey": key}
        | ({} if hash_key is None else {"ExplicitHashKey": str(hash_key)})
    ),
    st.integers(0, 30),  # the same record again now and then
    st.sampled_from([0, 1, 200, 1_018, 1_019, 100_000, 400_000]),
    st.sampled_from(["t", "tenant-1", "tenant-2", "Zürich", "日本"]),
    st.sampled_from([None, None, None, 0, 2**127, 2**128 - 1]),
)
calls = st.lists(
    st.tuples(st.sampled_from([0, 1, 40, 999, 1_000]), st.lists(entries, min_size=1, max_size=12)), max_size=8
)


def both(calls: Any, whole: Any, one_by_one: Any, **policies: Any) -> tuple[Any, Any]:
    """What is seen of the same calls with either limiter."""
    fast, plain = Puts(write_limiter=whole, **policies), Puts(write_limiter=one_by_one, **policies)
    for gap_ms, records in calls:
        fast.put(gap_ms, records)
        plain.put(gap_ms, records)
    return fast.seen(), plain.seen()


@given(calls)
def test_asking_once_for_a_shard_is_asking_record_by_record(calls):
    fast, plain = both(calls, TokenBucket, OneByOneBucket)
    assert fast == plain


@given(calls)
def test_the_same_for_a_limiter_of_whole_seconds(calls):
    fast, plain = both(calls, AlignedSecond, OneByOneSecond)
    assert fast == plain


@given(calls)
def test_the_same_where_bytes_are_charged_as_they_are(calls):
    fast, plain = both(calls, TokenBucket, OneByOneBucket, charge_unit_bytes=1)
    assert fast == plain


def test_a_part_that_does_not_fit_takes_nothing_before_it_is_asked_record_by_record():
    large = [{"Data": b"%d" % number + bytes(700_000), "PartitionKey": "t"} for number in range(2)]
    fast, plain = both([(0, large)], TokenBucket, OneByOneBucket)
    assert fast == plain
    assert [entry.get("ErrorCode") for entry in fast["answers"][0]["Records"]] == [
        None,
        "ProvisionedThroughputExceededException",
    ]


def test_a_limiter_admits_or_refuses_each_record_exactly_once():
    asked: list[tuple[int, bool]] = []

    class Noting(TokenBucket):
        def admit(self, charge_bytes: int, now_us: int, records: int = 1) -> bool:
            admitted = super().admit(charge_bytes, now_us, records)
            asked.append((records, admitted))
            return admitted

    puts = Puts(write_limiter=Noting)
    for size_bytes in (1, 400_000):
        puts.put(0, [{"Data": bytes(size_bytes), "PartitionKey": "t"}] * 3)
    puts.kinesis.refusal("PutRecord", StreamName=STREAM, PartitionKey="t", Data=bytes(900_000))
    assert asked == [(3, True), (1, True), (1, True), (1, False), (1, False)]
