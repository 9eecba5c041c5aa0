"""What a Kinesis request leaves behind in CloudWatch, and what CloudWatch does not show."""

from __future__ import annotations

from collections.abc import Iterable

import botocore.session
from hypothesis import given
from hypothesis import strategies as st

from lablib.simulator.cloudwatch.metrics import MINUTE_US, Datapoint, Metrics
from lablib.simulator.kinesis.stream_metrics import NAMESPACE, SHARD_LEVEL_METRICS, ShardCounts, StreamMetrics

SECOND_US = 1_000_000
START_US = 29_892_960 * MINUTE_US  # 2026-11-02T00:00:00Z
SHARD_0, SHARD_1 = "shardId-000000000000", "shardId-000000000001"


def offer(stored: int = 0, throttled: int = 0, failed: int = 0, record_bytes: int = 200) -> ShardCounts:
    """Counts of one request at one shard, with records of one size."""
    offered = stored + throttled + failed
    return ShardCounts(offered, stored, throttled, failed, offered * record_bytes, stored * record_bytes)


def first_minute(metrics: Metrics, shard_id: str | None = None) -> dict[str, Datapoint]:
    """The datapoints of the first minute by metric name."""
    level = {"usage"} if shard_id is None else {"usage", shard_id}
    return {
        series.name: series.minutes[START_US // MINUTE_US]
        for series in metrics
        if {value for _, value in series.dimensions} == level and START_US // MINUTE_US in series.minutes
    }


def sums(points: dict[str, Datapoint]) -> dict[str, float]:
    return {name: point.sum for name, point in points.items()}


def test_one_record_stored_of_500_is_a_success_without_failures() -> None:
    metrics = Metrics()
    StreamMetrics(metrics).put_records("usage", START_US, 9.5, {SHARD_0: offer(stored=1, throttled=499)}, ())
    minute = first_minute(metrics)
    assert minute["PutRecords.Success"].average == 1.0
    assert sums(minute) == {
        "PutRecords.Success": 1,
        "PutRecords.TotalRecords": 500,
        "PutRecords.SuccessfulRecords": 1,
        "PutRecords.Records": 1,
        "PutRecords.FailedRecords": 0,
        "PutRecords.ThrottledRecords": 499,
        "PutRecords.Bytes": 200,
        "PutRecords.Latency": 9.5,
        "IncomingRecords": 1,
        "IncomingBytes": 200,
        "WriteProvisionedThroughputExceeded": 499,
    }


def test_internal_failures_are_failed_records_and_throttles_are_not() -> None:
    metrics = Metrics()
    call = {SHARD_0: offer(stored=10, failed=2), SHARD_1: offer(throttled=3)}
    StreamMetrics(metrics).put_records("usage", START_US, 8.0, call, ())
    minute = sums(first_minute(metrics))
    assert minute["PutRecords.FailedRecords"] == 2
    assert minute["PutRecords.ThrottledRecords"] == minute["WriteProvisionedThroughputExceeded"] == 3
    assert minute["PutRecords.TotalRecords"] == 15


def test_only_a_call_that_stores_nothing_is_no_success() -> None:
    metrics = Metrics()
    stream_metrics = StreamMetrics(metrics)
    for second, counts in enumerate(
        [offer(stored=500), offer(stored=1, throttled=499), offer(throttled=500)]
    ):
        stream_metrics.put_records("usage", START_US + second * SECOND_US, 8.0, {SHARD_0: counts}, ())
    success = first_minute(metrics)["PutRecords.Success"]
    assert (success.sum, success.sample_count, success.minimum) == (2, 3, 0)


def test_a_burst_of_3000_in_one_second_looks_like_a_minute_at_2_percent_of_capacity() -> None:
    metrics = Metrics()
    stream_metrics = StreamMetrics(metrics)
    for call in range(6):  # one shard takes 1,000 records a second: the first two calls fit
        counts = offer(stored=500) if call < 2 else offer(throttled=500)
        stream_metrics.put_records("usage", START_US + call * 20_000, 8.0, {SHARD_0: counts}, ())
    incoming = first_minute(metrics)["IncomingRecords"]
    assert incoming.sum == 1_000
    assert round(incoming.sum / 60_000, 3) == 0.017
    assert first_minute(metrics)["PutRecords.FailedRecords"].sum == 0
    second = metrics.seconds.table("usage")
    assert (second.offered.tolist(), second.stored.tolist(), second.not_stored.tolist()) == (
        [[3_000]],
        [[1_000]],
        [[2_000]],
    )


def test_the_stream_total_hides_a_hot_shard_that_enhanced_monitoring_shows() -> None:
    metrics = Metrics()
    stream_metrics = StreamMetrics(metrics)
    for second in range(60):  # ten shards, and one key that sends 1,500 records a second to the first
        for counts in (offer(stored=500), offer(stored=500), offer(throttled=500)):
            stream_metrics.put_records(
                "usage", START_US + second * SECOND_US, 8.0, {SHARD_0: counts}, {"ALL"}
            )
    assert first_minute(metrics)["IncomingRecords"].sum / (10 * 60_000) == 0.1
    hot = first_minute(metrics, SHARD_0)
    assert hot["IncomingRecords"].sum == 60_000  # all that one shard takes in a minute
    assert hot["WriteProvisionedThroughputExceeded"].sum == 30_000


def test_calls_without_throttling_send_a_zero_so_minimum_above_zero_means_throttled_all_along() -> None:
    metrics = Metrics()
    stream_metrics = StreamMetrics(metrics)
    stream_metrics.put_records("usage", START_US, 8.0, {SHARD_0: offer(stored=5, throttled=7)}, ())
    assert first_minute(metrics)["WriteProvisionedThroughputExceeded"].minimum == 7
    stream_metrics.put_records("usage", START_US, 8.0, {SHARD_0: offer(stored=5)}, ())
    exceeded = first_minute(metrics)["WriteProvisionedThroughputExceeded"]
    assert (exceeded.minimum, exceeded.average, exceeded.maximum) == (0, 3.5, 7)


def test_a_refused_put_record_is_throttled_and_no_success() -> None:
    metrics = Metrics()
    stream_metrics = StreamMetrics(metrics)
    stream_metrics.put_record("usage", START_US, 6.0, {SHARD_0: offer(stored=1)}, ())
    stream_metrics.put_record("usage", START_US, 4.0, {SHARD_0: offer(throttled=1)}, ())
    minute = first_minute(metrics)
    assert minute["PutRecord.Success"].average == 0.5
    assert sums(minute) == {
        "PutRecord.Success": 1,
        "PutRecord.Bytes": 200,
        "PutRecord.Latency": 10.0,
        "IncomingRecords": 1,
        "IncomingBytes": 200,
        "WriteProvisionedThroughputExceeded": 1,
    }


def test_a_throttled_read_counts_as_one_call_and_has_no_iterator_age() -> None:
    metrics = Metrics()
    stream_metrics = StreamMetrics(metrics)
    stream_metrics.get_records(
        "usage", SHARD_0, START_US, 20.0, (), records=100, read_bytes=20_000, iterator_age_ms=2_500
    )
    stream_metrics.get_records("usage", SHARD_0, START_US, 5.0, (), throttled=True)
    minute = first_minute(metrics)
    assert sums(minute) == {
        "GetRecords.Bytes": 20_000,
        "GetRecords.Records": 100,
        "GetRecords.Latency": 25.0,
        "GetRecords.Success": 1,
        "GetRecords.IteratorAgeMilliseconds": 2_500,
        "ReadProvisionedThroughputExceeded": 1,
    }
    assert minute["GetRecords.Success"].average == 0.5
    assert minute["GetRecords.IteratorAgeMilliseconds"].sample_count == 1


def test_all_consumers_are_mixed_in_one_iterator_age_so_the_maximum_tells_of_the_slowest() -> None:
    metrics = Metrics()
    for age_ms in (0, 0, 0, 90_000):
        StreamMetrics(metrics).get_records("usage", SHARD_0, START_US, 9.0, (), iterator_age_ms=age_ms)
    age = first_minute(metrics)["GetRecords.IteratorAgeMilliseconds"]
    assert (age.minimum, age.average, age.maximum) == (0, 22_500, 90_000)


def one_put_and_one_get(enhanced: Iterable[str]) -> Metrics:
    metrics = Metrics()
    stream_metrics, switched_on = StreamMetrics(metrics), set(enhanced)
    call = {SHARD_0: offer(stored=4, throttled=1), SHARD_1: offer(stored=2)}
    stream_metrics.put_records("usage", START_US, 8.0, call, switched_on)
    stream_metrics.get_records(
        "usage", SHARD_0, START_US, 8.0, switched_on, records=3, read_bytes=600, iterator_age_ms=40
    )
    return metrics


def test_no_shard_has_a_metric_unless_enhanced_monitoring_is_on() -> None:
    assert first_minute(one_put_and_one_get([]), SHARD_0) == {}


def test_only_the_shard_metrics_that_are_switched_on_are_kept() -> None:
    metrics = one_put_and_one_get(["IncomingRecords", "OutgoingRecords"])
    assert sums(first_minute(metrics, SHARD_0)) == {"IncomingRecords": 4, "OutgoingRecords": 3}
    assert sums(first_minute(metrics, SHARD_1)) == {"IncomingRecords": 2}


def test_all_stands_for_the_seven_shard_metrics_that_the_service_model_names() -> None:
    expected = {
        "IncomingBytes": 800,
        "IncomingRecords": 4,
        "OutgoingBytes": 600,
        "OutgoingRecords": 3,
        "WriteProvisionedThroughputExceeded": 1,
        "ReadProvisionedThroughputExceeded": 0,
        "IteratorAgeMilliseconds": 40,
    }
    assert sums(first_minute(one_put_and_one_get(["ALL"]), SHARD_0)) == expected
    assert sums(first_minute(one_put_and_one_get(SHARD_LEVEL_METRICS), SHARD_0)) == expected
    model = botocore.session.get_session().get_service_model("kinesis")
    assert {*SHARD_LEVEL_METRICS, "ALL"} == set(model.shape_for("MetricsName").enum)


def test_each_metric_has_the_unit_that_aws_documents() -> None:
    units = {series.name: series.unit for series in one_put_and_one_get(["ALL"])}
    assert {name for name, unit in units.items() if unit == "Bytes"} == {
        "IncomingBytes",
        "OutgoingBytes",
        "PutRecords.Bytes",
        "GetRecords.Bytes",
    }
    assert {name for name, unit in units.items() if unit == "Milliseconds"} == {
        "PutRecords.Latency",
        "GetRecords.Latency",
        "GetRecords.IteratorAgeMilliseconds",
        "IteratorAgeMilliseconds",
    }
    assert set(units.values()) == {"Bytes", "Milliseconds", "Count"}


counts = st.builds(offer, *[st.integers(0, 50)] * 3, st.integers(1, 300))
calls = st.lists(st.tuples(st.integers(0, 200), st.dictionaries(st.sampled_from([SHARD_0, SHARD_1]), counts)))


@given(calls)
def test_minutes_seconds_and_shards_tell_of_the_same_records(
    offered: list[tuple[int, dict[str, ShardCounts]]],
) -> None:
    metrics = Metrics()
    stream_metrics = StreamMetrics(metrics)
    for second, shards in offered:
        stream_metrics.put_records("usage", START_US + second * SECOND_US, 8.0, shards, {"ALL"})

    def total(name: str, *shard_ids: str) -> float:
        dimensions = [("StreamName", "usage"), *(("ShardId", shard_id) for shard_id in shard_ids)]
        series = metrics.find(NAMESPACE, name, dimensions)
        return 0 if series is None else sum(point.sum for point in series.minutes.values())

    table = metrics.seconds.table("usage")
    for name, truth in (
        ("PutRecords.TotalRecords", table.offered),
        ("IncomingRecords", table.stored),
        ("IncomingBytes", table.stored_bytes),
        ("PutRecords.ThrottledRecords", table.throttled),
        ("PutRecords.FailedRecords", table.failed),
    ):
        assert total(name) == truth.sum()
    for name in ("IncomingRecords", "IncomingBytes", "WriteProvisionedThroughputExceeded"):
        assert total(name) == total(name, SHARD_0) + total(name, SHARD_1)
    assert (table.offered == table.stored + table.not_stored).all()
