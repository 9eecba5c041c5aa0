"""What time takes: MaximumRecordAgeInSeconds, which tells, and the stream's retention, which does not.

Sources: https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html and
https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html
"""

import boto3
import pytest
from mapping_stage import HOUR_S, STREAM, failing
from test_mapping_failures import QUEUE, messages

pytestmark = pytest.mark.slow

EVENTS = {"MetricsConfig": {"Metrics": ["EventCount"]}}


def test_of_six_records_the_one_that_is_too_old_is_discarded_and_five_are_delivered(stage):
    boto3.client("sqs").create_queue(QueueName="failed")
    stage.make()
    stage.put("old")
    stage.world.sleep(70)
    stage.put("a", "b", "c", "d", "e")
    stage.map(MaximumRecordAgeInSeconds=60, DestinationConfig=QUEUE)
    stage.at(5)
    assert stage.calls == [(0, ["a", "b", "c", "d", "e"])]
    (message,) = messages()
    assert message["KinesisBatchInfo"]["batchSize"] == 1
    assert message["requestContext"]["condition"] == "RecordAgeExceeded"
    assert message["requestContext"]["approximateInvokeCount"] == 1  # it was never invoked
    assert stage.fates == {"sent to destination": 1, "handled": 5}


def test_the_message_of_a_record_that_was_too_old_has_no_response_context(stage):
    boto3.client("sqs").create_queue(QueueName="failed")
    stage.begin("a", MaximumRecordAgeInSeconds=60, DestinationConfig=QUEUE)
    stage.answer = failing()
    stage.at(120)
    (message,) = messages()
    assert set(message) == {"requestContext", "version", "timestamp", "KinesisBatchInfo"}


def test_age_counts_from_the_arrival_and_is_checked_before_each_try(stage):
    stage.begin("a", MaximumRecordAgeInSeconds=60)  # arrived at -2
    stage.answer = failing()
    stage.at(120)
    assert stage.story[-2:] == [(31.5, "failed", 0, 1), (63.5, "discarded for age", 0, 1)]


def test_a_record_of_exactly_the_maximum_age_is_still_sent(stage):
    stage.begin(MaximumRecordAgeInSeconds=60, MaximumBatchingWindowInSeconds=61)
    stage.at(1)
    stage.put("exactly 60")
    stage.at(200)
    assert stage.story == [(61, "succeeded", 0, 1)]


def test_the_records_of_a_batch_grow_too_old_one_after_another(stage):
    stage.begin("a", MaximumRecordAgeInSeconds=60, MaximumBatchingWindowInSeconds=30)
    stage.answer = failing()
    stage.at(25)
    stage.put("b")
    stage.at(200)
    assert stage.story == [
        *[(second, "failed", 0, 2) for second in (30, 30.5, 31.5, 33.5, 37.5, 45.5)],
        (61.5, "discarded for age", 0, 1),
        (61.5, "failed", 1, 1),
        (93.5, "discarded for age", 1, 1),  # the pauses go on as they were
    ]
    assert stage.fates == {"dropped by age": 2}


def test_a_record_that_expires_in_the_stream_is_in_no_counter_and_nobody_is_told(stage):
    boto3.client("sqs").create_queue(QueueName="failed")
    stage.begin("bad", **EVENTS, DestinationConfig=QUEUE)
    stage.answer = failing()
    stage.at(0.5)
    stage.put("behind it, never seen by the function")
    stage.at(26 * HOUR_S)
    assert messages() == []
    assert stage.fates == {"expired": 2}
    assert stage.world.ledger.expired_unseen == 1
    for name in (
        "DroppedEventCount",
        "OnFailureDestinationDeliveredEventCount",
        "DestinationDeliveryFailures",
    ):
        assert stage.metric(name) == []


def read_all():
    kinesis = boto3.client("kinesis")
    shard = kinesis.list_shards(StreamName=STREAM)["Shards"][0]["ShardId"]
    iterator = kinesis.get_shard_iterator(StreamName=STREAM, ShardId=shard, ShardIteratorType="TRIM_HORIZON")[
        "ShardIterator"
    ]
    return len(kinesis.get_records(ShardIterator=iterator)["Records"])


def test_what_a_mapping_owes_its_function_expires_though_somebody_looked_at_it(stage):
    stage.begin("bad", **EVENTS)
    stage.answer = failing()
    stage.at(1)
    stage.put("behind it")
    stage.at(2)
    assert (read_all(), stage.fates) == (2, {"read": 2})
    stage.at(26 * HOUR_S)
    assert stage.fates == {"expired": 2}


def test_what_a_mapping_owes_is_lost_with_a_stream_that_is_deleted_though_somebody_looked_at_it(stage):
    stage.begin("bad", **EVENTS)
    stage.answer = failing()
    stage.at(1)
    assert read_all() == 1
    boto3.client("kinesis").delete_stream(StreamName=STREAM)
    stage.at(60)
    assert stage.fates == {"expired": 1}


def test_what_a_mapping_never_had_to_deal_with_is_read_and_no_loss(stage):
    stage.make()
    stage.put("before the mapping")
    stage.world.sleep(1)
    assert read_all() == 1
    mapping = stage.map(StartingPosition="LATEST")
    stage.at(1)
    stage.put("for the mapping")
    stage.at(5)
    boto3.client("lambda").delete_event_source_mapping(UUID=mapping["UUID"])
    stage.at(70)
    stage.put("behind the mapping")
    stage.at(75)
    assert read_all() == 3
    stage.at(26 * HOUR_S)
    assert stage.fates == {"handled": 1, "read": 2}


def test_loss_cascades_behind_a_record_that_was_blocked_until_it_expired(stage):
    stage.begin("bad", BatchSize=1)
    stage.answer = lambda names: failing()(names) if names[0].startswith("bad") else None
    for number in range(5):
        stage.at(60 * number + 30)
        stage.put(f"bad {number}", f"good {number}")
    stage.at(25 * HOUR_S)
    # Every good record is as old as the bad one before it, and gone when that has made room.
    assert stage.fates == {"expired": 11}
    gone = [(second, records) for second, what, _, records in stage.story if what == "expired in the stream"]
    assert sum(records for _, records in gone) == 11
    assert sorted({second for second, _ in gone}) == [
        86_403.5,  # the first try after 24 h, a minute apart by then
        86_435.0,  # a bad one of second 30 is tried anew until its day is over: 31.5 s
        86_498.5,  # the others, a minute younger each: 63.5 s
        86_562.0,
        86_625.5,
        86_689.0,
    ]


def test_a_longer_retention_gives_the_blocked_record_its_time(stage):
    stage.begin("bad")
    stage.answer = failing()
    boto3.client("kinesis").increase_stream_retention_period(StreamName=STREAM, RetentionPeriodHours=48)
    stage.at(47 * HOUR_S)
    assert stage.fates == {"stored": 1}
    stage.at(49 * HOUR_S)
    assert stage.fates == {"expired": 1}


def test_a_record_that_expires_while_the_function_works_on_it_is_handled_when_it_succeeds(stage):
    stage.make(takes_s=100, timeout_s=900)
    stage.put("a")
    stage.world.sleep(24 * HOUR_S - 52)
    stage.map()
    stage.at(60)
    assert stage.fates == {"expired": 1}
    stage.at(200)
    assert stage.story == [(0, "succeeded", 0, 1)]
    assert stage.fates == {"handled": 1}
    assert stage.world.ledger.expired_unseen == 0


@pytest.mark.nightly
def test_a_mapping_alone_keeps_its_stream_trimmed(stage):
    stage.begin()
    for hour in range(30):
        stage.at(hour * HOUR_S + 1)
        stage.put(f"r{hour}")
    stage.at(30 * HOUR_S)
    assert stage.stream.shards[0].log.first == 6  # those of the hours 0 to 5 are more than a day old
