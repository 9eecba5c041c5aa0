"""Minute datapoints and the one-second truth."""

from __future__ import annotations

import subprocess
import sys
from collections import defaultdict
from decimal import Decimal
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lablib.simulator.cloudwatch.metrics import MINUTE_US, Bundle, Datapoint, Metrics, Series
from lablib.simulator.ledger.shard_seconds import Seconds

SECOND_US = 1_000_000
START_US = 29_892_960 * MINUTE_US  # 2026-11-02T00:00:00Z

samples = st.lists(st.tuples(st.integers(0, 1_000), st.integers(0, 20 * MINUTE_US - 1)), max_size=60)


def a_series() -> Series:
    return Metrics().series("AWS/Kinesis", "IncomingRecords", (("StreamName", "usage"),), "Count")


def filled(values_at: list[tuple[int, int]]) -> Series:
    series = a_series()
    for value, offset_us in values_at:
        series.add(value, START_US + offset_us)
    return series


def datapoint(*values: float) -> Datapoint:
    series = a_series()
    for value in values:
        series.add(value, START_US)
    return series.minutes[START_US // MINUTE_US]


def test_a_sample_counts_in_the_minute_in_which_it_fell_and_a_silent_minute_has_no_datapoint() -> None:
    series = filled(
        [(1, 0), (2, MINUTE_US - 1), (4, MINUTE_US), (8, 3 * MINUTE_US), (16, 3 * MINUTE_US + SECOND_US)]
    )
    timeline = [
        ((at_us - START_US) // MINUTE_US, point.sum, point.sample_count)
        for at_us, point in series.periods(START_US, START_US + 10 * MINUTE_US, MINUTE_US)
    ]
    assert timeline == [(0, 3, 2), (1, 4, 1), (3, 24, 2)]


def test_a_sample_that_comes_late_still_counts_in_its_own_minute() -> None:
    series = filled([(1, 0), (2, 5 * MINUTE_US), (4, SECOND_US)])
    points = series.periods(START_US, START_US + 10 * MINUTE_US, MINUTE_US)
    assert [(at_us - START_US, point.sum) for at_us, point in points] == [(0, 5), (5 * MINUTE_US, 2)]


def test_the_average_is_over_operations_not_over_time() -> None:
    point = datapoint(500, 500, 20)
    assert (point.sample_count, point.sum, point.average) == (3, 1_020, 340)
    assert (point.minimum, point.maximum) == (20, 500)


def test_the_sum_of_latencies_does_not_depend_on_their_order() -> None:
    assert datapoint(0.1, 0.2, 0.3, 1e16, -1e16).sum == datapoint(1e16, 0.3, -1e16, 0.2, 0.1).sum


@pytest.mark.parametrize(
    ("percent", "value"), [("0", 1), ("0.1", 1), ("50", 500), ("90", 900), ("99.9", 999), ("100", 1_000)]
)
def test_a_percentile_is_the_sample_at_the_nearest_rank(percent: str, value: int) -> None:
    assert datapoint(*range(1, 1_001)).percentile(Decimal(percent)) == value


def test_one_slow_call_in_a_hundred_shows_above_the_99th_percentile_only() -> None:
    point = datapoint(*[8.0] * 99, 900.0)
    assert [point.percentile(Decimal(p)) for p in ("50", "99", "99.1", "100")] == [8.0, 8.0, 900.0, 900.0]


def test_a_percentile_above_100_is_refused_with_the_rule() -> None:
    with pytest.raises(ValueError, match="between 0 and 100"):
        datapoint(1).percentile(Decimal("100.1"))


@given(st.lists(st.integers(0, 50), min_size=1), st.integers(0, 1_000))
def test_a_percentile_is_the_smallest_sample_that_enough_samples_do_not_exceed(
    values: list[int], tenths: int
) -> None:
    percent = Decimal(tenths) / 10
    enough = ceil(percent * len(values) / 100)
    expected = min(value for value in values if sum(other <= value for other in values) >= enough)
    assert datapoint(*values).percentile(percent) == expected


@given(samples)
def test_minute_sums_add_up_to_all_samples(values_at: list[tuple[int, int]]) -> None:
    minutes = filled(values_at).minutes.values()
    assert sum(point.sum for point in minutes) == sum(value for value, _ in values_at)
    assert sum(point.sample_count for point in minutes) == len(values_at)


@given(samples, st.integers(2, 7))
def test_a_longer_period_says_what_its_minutes_say(values_at: list[tuple[int, int]], minutes: int) -> None:
    series, end_us = filled(values_at), START_US + 20 * MINUTE_US
    by_period: dict[int, list[Datapoint]] = defaultdict(list)
    for at_us, point in series.periods(START_US, end_us, MINUTE_US):
        by_period[(at_us - START_US) // (minutes * MINUTE_US)].append(point)
    expected = [
        (
            START_US + number * minutes * MINUTE_US,
            sum(point.sum for point in points),
            sum(point.sample_count for point in points),
            min(point.minimum for point in points),
            max(point.maximum for point in points),
        )
        for number, points in by_period.items()
    ]
    found = [
        (at_us, point.sum, point.sample_count, point.minimum, point.maximum)
        for at_us, point in series.periods(START_US, end_us, minutes * MINUTE_US)
    ]
    assert found == expected


@given(samples, st.integers(0, 20))
def test_any_split_of_the_time_range_gives_the_same_minutes(
    values_at: list[tuple[int, int]], split_minute: int
) -> None:
    series, end_us = filled(values_at), START_US + 20 * MINUTE_US
    split_us = START_US + split_minute * MINUTE_US

    def read(from_us: int, to_us: int) -> list[tuple[int, dict[float, int]]]:
        return [(at_us, point.counts) for at_us, point in series.periods(from_us, to_us, MINUTE_US)]

    assert read(START_US, split_us) + read(split_us, end_us) == read(START_US, end_us)


def test_reading_does_not_change_what_is_kept() -> None:
    series = filled([(1, 0), (1, MINUTE_US)])
    for _ in range(2):
        (_, point), *_ = series.periods(START_US, START_US + 5 * MINUTE_US, 5 * MINUTE_US)
        assert point.sum == 2


def test_dimensions_are_the_same_in_any_order_and_nothing_is_summed_over_them() -> None:
    metrics = Metrics()
    stream, shard = ("StreamName", "usage"), ("ShardId", "shardId-000000000000")
    metrics.add("AWS/Kinesis", "IncomingRecords", (stream, shard), 1, START_US)
    metrics.add("AWS/Kinesis", "IncomingRecords", (shard, stream), 1, START_US)
    found = metrics.find("AWS/Kinesis", "IncomingRecords", [shard, stream])
    assert found is not None
    assert [point.sum for point in found.minutes.values()] == [2]
    assert list(metrics) == [found]
    assert metrics.find("AWS/Kinesis", "IncomingRecords", [stream]) is None


def test_a_metric_without_samples_does_not_exist_yet() -> None:
    metrics = Metrics()
    series = metrics.series("AWS/Kinesis", "PutRecord.Bytes", (("StreamName", "usage"),), "Bytes")
    assert list(metrics) == []
    series.add(7, START_US)
    assert [found.name for found in metrics] == ["PutRecord.Bytes"]


def test_a_metric_has_one_unit() -> None:
    metrics = Metrics()
    metrics.add("AWS/Kinesis", "IncomingBytes", (), 1, START_US, "Bytes")
    with pytest.raises(
        ValueError, match="unit of IncomingBytes is Count, and its earlier values are in Bytes"
    ):
        metrics.add("AWS/Kinesis", "IncomingBytes", (), 1, START_US, "Count")


# --- the one-second truth --------------------------------------------------------------------------
def test_the_second_table_shows_shards_by_seconds_with_zeros_where_nothing_happened() -> None:
    seconds = Seconds()
    seconds.add(
        "usage", "shardId-1", START_US, offered=3, stored=2, throttled=1, offered_bytes=30, stored_bytes=20
    )
    seconds.add("usage", "shardId-0", START_US + 2 * SECOND_US, offered=2, stored=1, failed=1)
    seconds.add("usage", "shardId-1", START_US + SECOND_US - 1, offered=1, stored=1)
    seconds.add("other", "shardId-0", START_US + 9 * SECOND_US, offered=5, stored=5)
    table = seconds.table("usage")
    assert (table.start_s, table.shard_ids) == (START_US // SECOND_US, ("shardId-0", "shardId-1"))
    assert table.offered.tolist() == [[0, 0, 2], [4, 0, 0]]
    assert table.stored.tolist() == [[0, 0, 1], [3, 0, 0]]
    assert table.throttled.tolist() == [[0, 0, 0], [1, 0, 0]]
    assert table.failed.tolist() == [[0, 0, 1], [0, 0, 0]]
    assert table.not_stored.tolist() == [[0, 0, 1], [1, 0, 0]]
    assert table.offered_bytes.tolist() == [[0, 0, 0], [30, 0, 0]]
    assert table.stored_bytes.tolist() == [[0, 0, 0], [20, 0, 0]]


def test_a_part_of_the_second_table_begins_at_its_first_column_and_keeps_every_count() -> None:
    seconds = Seconds()
    for second in range(5):
        counts = {"offered": 9 + second, "stored": 4, "throttled": 3, "failed": 2 + second}
        seconds.add("usage", "shardId-0", START_US + second * SECOND_US, **counts, offered_bytes=second)
    whole, part = seconds.table("usage"), seconds.table("usage").part(1, 3)
    assert part.start_s == whole.start_s + 1
    assert part.shard_ids == whole.shard_ids
    for name in ("offered", "stored", "throttled", "failed", "not_stored", "offered_bytes", "stored_bytes"):
        assert getattr(part, name).tolist() == getattr(whole, name)[:, 1:3].tolist(), name


def test_a_time_range_is_widened_to_whole_seconds_and_may_reach_beyond_the_data() -> None:
    seconds = Seconds()
    for second in range(4):
        seconds.add("usage", "shardId-0", START_US + second * SECOND_US, offered=second + 1)
    table = seconds.table("usage", START_US + SECOND_US + 1, START_US + 5 * SECOND_US + 1)
    assert (table.start_s, table.offered.tolist()) == (START_US // SECOND_US + 1, [[2, 3, 4, 0, 0]])


def test_a_stream_that_was_offered_nothing_has_no_rows() -> None:
    seconds = Seconds()
    assert seconds.table("usage").offered.shape == (0, 0)
    assert seconds.table("usage", START_US, START_US + 3 * SECOND_US).offered.shape == (0, 3)


@given(st.lists(st.tuples(st.sampled_from("ab"), st.integers(0, 12), st.integers(1, 9))))
def test_the_second_table_holds_every_record_whatever_order_they_came_in(
    offers: list[tuple[str, int, int]],
) -> None:
    seconds, expected = Seconds(), defaultdict(int)
    for shard_id, second, offered in offers:
        seconds.add("usage", shard_id, START_US + second * SECOND_US, offered=offered)
        expected[shard_id, second] += offered
    table = seconds.table("usage", START_US, START_US + 13 * SECOND_US)
    found = {
        (shard_id, second): int(offered)
        for shard_id, row in zip(table.shard_ids, table.offered, strict=True)
        for second, offered in enumerate(row)
        if offered
    }
    assert found == expected


def test_numpy_is_imported_only_when_a_table_is_read() -> None:
    code = "import sys, lablib.simulator.kinesis.stream_metrics; sys.exit('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


rows = st.lists(
    st.tuples(
        st.sampled_from(["both", "both", "first alone", "look"]),
        st.tuples(st.integers(0, 3), st.integers(0, 3)),
        st.integers(0, 3 * MINUTE_US - 1),
    ),
    max_size=40,
)


@given(rows)
def test_a_bundle_leaves_the_datapoints_that_its_samples_would_leave_one_by_one(rows):
    plain, bundled = [a_series(), a_series()], [a_series(), a_series()]
    bundle = Bundle(bundled)
    for what, values, offset_us in rows:
        if what == "both":
            bundle.add(values, START_US + offset_us)
            for series, value in zip(plain, values, strict=True):
                series.add(value, START_US + offset_us)
        elif what == "first alone":
            plain[0].add(values[0], START_US + offset_us)
            bundled[0].add(values[0], START_US + offset_us)
        else:
            assert _counts(bundled[1]) == _counts(plain[1])
    assert [_counts(series) for series in bundled] == [_counts(series) for series in plain]


def _counts(series: Series) -> dict[int, dict[float, int]]:
    return {minute: point.counts for minute, point in series.minutes.items()}
