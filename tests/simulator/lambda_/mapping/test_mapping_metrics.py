"""What CloudWatch shows of a mapping: its own six counters, which are off by default, and IteratorAge.

Source: https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html
"""

import itertools
from datetime import UTC, datetime

import boto3
from mapping_stage import FUNCTION, failing
from test_mapping_failures import QUEUE

EVENTS = {"MetricsConfig": {"Metrics": ["EventCount"]}}
COUNTERS = (
    "PolledEventCount",
    "FilteredOutEventCount",
    "InvokedEventCount",
    "FailedInvokeEventCount",
    "DroppedEventCount",
    "OnFailureDestinationDeliveredEventCount",
)


def counters(stage):
    return {name: stage.total(name) for name in COUNTERS if stage.metric(name)}


def test_the_counters_are_off_unless_they_are_asked_for(stage):
    stage.begin("a", MaximumRetryAttempts=0)
    stage.answer = failing()
    stage.at(10)
    assert counters(stage) == {}


def test_polled_counts_what_was_read_and_a_zero_for_nothing(stage):
    stage.begin("a", "b", **EVENTS)
    stage.at(9.5)
    assert stage.metric("PolledEventCount") == [(0, 2)]
    assert stage.metric("PolledEventCount", "SampleCount") == [(0, 10)]


def test_filtered_out_counts_what_the_filters_removed(stage):
    keep = {"Filters": [{"Pattern": '{"data": {"name": ["a"]}}'}]}
    stage.begin("a", "b", "c", **EVENTS, FilterCriteria=keep)
    stage.at(5)
    assert counters(stage) == {"PolledEventCount": 3, "FilteredOutEventCount": 2, "InvokedEventCount": 1}


def test_invoked_counts_an_event_once_for_each_try_and_can_exceed_polled(stage):
    stage.begin("a", "b", **EVENTS, MaximumRetryAttempts=2)
    stage.answer = failing()
    stage.at(5)
    assert counters(stage) == {
        "PolledEventCount": 2,
        "InvokedEventCount": 6,
        "FailedInvokeEventCount": 6,
        "DroppedEventCount": 2,
    }


def test_failed_counts_the_whole_batch_of_a_partial_answer(stage):
    stage.begin("a", "b", "c", **EVENTS, FunctionResponseTypes=["ReportBatchItemFailures"])
    stage.answer = lambda names: stage.failures("b") if len(names) == 3 else None
    stage.at(5)
    assert counters(stage) == {
        "PolledEventCount": 3,
        "InvokedEventCount": 5,
        "FailedInvokeEventCount": 3,
    }


def test_failed_carries_the_end_of_the_invocation_and_invoked_its_beginning(stage):
    stage.begin("a", **EVENTS, takes_s=60, timeout_s=900)  # second 0 is second 13 of its minute
    stage.answer = failing()
    stage.at(60.2)
    assert stage.metric("InvokedEventCount") == [(0, 1)]
    assert stage.metric("FailedInvokeEventCount") == [(1, 1)]
    assert stage.metric("Errors") == [(0, 1)]


def test_delivered_counts_the_events_of_a_message_and_dropped_does_not(stage):
    boto3.client("sqs").create_queue(QueueName="failed")
    stage.begin("a", "b", **EVENTS, MaximumRetryAttempts=0, DestinationConfig=QUEUE)
    stage.answer = failing()
    stage.at(5)
    assert stage.metric("OnFailureDestinationDeliveredEventCount") == [(0, 2)]
    assert stage.metric("DroppedEventCount") == []


def test_iterator_age_is_that_of_the_last_record_when_the_batch_is_sent(stage):
    stage.begin("a", MaximumBatchingWindowInSeconds=5, takes_s=0.5)
    stage.at(3)
    stage.put("b")
    stage.at(20)
    assert stage.metric("IteratorAge", "Maximum") == [(0, 2000)]  # sent at 5, b arrived at 3
    assert stage.metric("IteratorAge", "SampleCount") == [(0, 1)]


def test_the_signature_of_a_poison_pill(stage):
    """One shard's age climbs a minute a minute; the others, the throttles and the producers look well."""
    stage.begin(shards=4)
    bad = "bad"
    stage.answer = failing(bad)
    ages: dict[int, dict[int, float]] = {}
    for second in range(1200):
        stage.at(second)
        for shard in range(4):
            stage.put(bad if (shard, second) == (2, 1) else f"r{shard}-{second}", shard=shard)
    for step in stage.mapping.history:
        last = stage.stream.shards[step.shard].log.arrival_us[step.first + step.records - 1]
        minute = int(stage.second(step.at_us)) // 60
        age_ms = (step.at_us - last) / 1000
        ages.setdefault(step.shard, {})[minute] = max(age_ms, ages.get(step.shard, {}).get(minute, 0))
    climbing = [
        later - earlier
        for earlier, later in zip(list(ages[2].values())[2:], list(ages[2].values())[3:], strict=False)
    ]
    assert set(climbing) == {60_000}
    assert {shard: max(by_minute.values()) for shard, by_minute in ages.items() if shard != 2} == {
        0: 1000,
        1: 1000,
        3: 1000,
    }
    # What the function's one IteratorAge shows of it: the maximum climbs, the minimum stays low.
    now = datetime.fromtimestamp(stage.world.clock.now_s, UTC)
    found = boto3.client("cloudwatch").get_metric_statistics(
        Namespace="AWS/Lambda",
        MetricName="IteratorAge",
        Dimensions=[{"Name": "FunctionName", "Value": FUNCTION}],
        StartTime=now.replace(minute=3, second=0),
        EndTime=now.replace(minute=19, second=0),
        Period=60,
        Statistics=["Minimum", "Maximum"],
    )["Datapoints"]
    highest = [point["Maximum"] for point in sorted(found, key=lambda point: point["Timestamp"])]
    assert {later - earlier for earlier, later in itertools.pairwise(highest)} == {60_000}
    assert {point["Minimum"] for point in found} == {1000}
    # Errors go on at a low steady rate: one a minute, beside 180 invocations that succeed.
    assert {value for minute, value in stage.metric("Errors") if 3 <= minute < 19} == {1}
    assert {value for minute, value in stage.metric("Invocations") if 3 <= minute < 19} == {181}
    assert stage.total("Throttles") == 0
    assert stage.world.totals()["stored"] > 1000


def test_the_metrics_are_listed_with_their_dimensions(stage):
    stage.begin("a", **EVENTS)
    stage.at(5)
    listed = boto3.client("cloudwatch").list_metrics(Namespace="AWS/Lambda")["Metrics"]
    by_mapping = [{"Name": "EventSourceMappingUUID", "Value": stage.uuid}]
    assert {each["MetricName"] for each in listed if each["Dimensions"] == by_mapping} == {
        "PolledEventCount",
        "InvokedEventCount",
    }
    assert "IteratorAge" in {
        each["MetricName"]
        for each in listed
        if each["Dimensions"] == [{"Name": "FunctionName", "Value": FUNCTION}]
    }
