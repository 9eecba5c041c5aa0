"""When a mapping reads a shard: once a second, again at once while more waits, or pushed with fan-out.

Source: https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html
"""

import boto3
from mapping_stage import STREAM, failing

from lablib.simulator import limits


def polls(stage):
    """(seconds) of the GetRecords calls so far, told by the metric that each of them leaves."""
    found = stage.world.metrics.find("AWS/Kinesis", "GetRecords.Records", (("StreamName", STREAM),))
    return sum(point.sample_count for point in found.minutes.values()) if found else 0


def consumer(stage):
    arn = boto3.client("kinesis").register_stream_consumer(StreamARN=stage.stream.arn, ConsumerName="fast")
    stage.world.sleep(limits.REGISTER_CONSUMER_S)
    return arn["Consumer"]["ConsumerARN"]


def test_each_shard_is_polled_once_a_second(stage):
    stage.begin(shards=3)
    seen = []
    for second in (0, 0.5, 1, 2, 10):
        stage.at(second)
        seen.append(polls(stage))
    assert seen == [3, 3, 6, 9, 33]


def test_a_record_waits_for_the_next_poll_that_can_see_it(stage):
    stage.begin()
    stage.at(0.7)
    stage.put("seen a second after 0")
    stage.at(1.9)
    stage.put("too young for the poll at 2")
    stage.at(5)
    assert stage.calls == [(1, ["seen a second after 0"]), (3, ["too young for the poll at 2"])]


def test_more_than_one_answer_of_get_records_is_fetched_without_waiting_for_the_second(stage, monkeypatch):
    monkeypatch.setattr(limits, "GET_RECORDS_MAX_RECORDS", 2)
    stage.begin("a", "b", "c", "d", "e")
    stage.at(5)
    assert stage.calls == [(0, ["a", "b"]), (0.2, ["c", "d"]), (0.4, ["e"])]


def test_the_pace_of_polls_is_read_when_the_mapping_begins(stage, monkeypatch):
    monkeypatch.setattr(limits, "MAPPING_POLL_EVERY_S", 0.5)
    stage.begin()
    stage.at(10)
    assert polls(stage) == 21


def test_a_scale_model_polls_more_seldom(stage):
    stage.world.policies.poll_every_s = 5.0
    stage.begin("a")
    stage.at(1)
    stage.put("b")
    stage.at(60)
    assert (polls(stage), stage.calls) == (13, [(0, ["a"]), (5, ["b"])])


def test_polls_draw_on_the_five_calls_a_second_that_all_readers_of_a_shard_share(stage):
    stage.begin()
    limiter = stage.stream.shards[0].read_limiter
    stage.put("a")
    stage.at(0.9)
    for _ in range(4):
        limiter.charge(0, stage.world.clock.now_us)
    stage.at(1)  # the mapping's own poll at 0 is a second old, and four calls of others are not
    limiter.charge(0, stage.world.clock.now_us)
    stage.at(1.5)
    limiter.charge(0, stage.world.clock.now_us)
    stage.at(5)
    throttled = stage.world.metrics.find(
        "AWS/Kinesis", "ReadProvisionedThroughputExceeded", (("StreamName", STREAM),)
    )
    assert stage.calls == [(1, ["a"])]
    assert sum(point.sum for point in throttled.minutes.values()) == 0


def test_a_poll_that_is_refused_costs_time_and_the_next_one_finds_the_records(stage):
    stage.begin("a")
    for _ in range(5):
        stage.stream.shards[0].read_limiter.charge(0, stage.world.clock.now_us)
    stage.at(5)
    throttled = stage.world.metrics.find(
        "AWS/Kinesis", "ReadProvisionedThroughputExceeded", (("StreamName", STREAM),)
    )
    assert stage.calls == [(1 + limits.MAPPING_POLL_THROTTLED_S, ["a"])]
    assert sum(point.sum for point in throttled.minutes.values()) == 1


def test_a_consumer_with_fan_out_gets_its_records_after_about_70_ms_and_shares_no_limits(stage):
    stage.make()
    arn = consumer(stage)
    answer = stage.map(EventSourceArn=arn)
    for _ in range(5):
        stage.stream.shards[0].read_limiter.charge(0, stage.world.clock.now_us)
    stage.at(0.5)
    stage.put("a")
    stage.at(5)
    ((second, names),) = stage.calls
    assert (answer["EventSourceArn"], names) == (arn, ["a"])
    assert 0.57 <= second <= 0.64  # pushed 70 ms after it arrived, looked for every 70 ms
    assert polls(stage) == 0
    assert stage.events[0]["Records"][0]["eventSourceARN"] == arn


def test_a_consumer_that_is_not_there_is_no_stream(stage):
    stage.make()
    arn = f"{stage.stream.arn}/consumer/nobody:1"
    code, _, message = stage.refused(
        "create_event_source_mapping",
        EventSourceArn=arn,
        FunctionName="bill",
        StartingPosition="TRIM_HORIZON",
    )
    assert (code, message) == ("InvalidParameterValueException", f"Stream not found: {arn}")


def test_trim_horizon_begins_with_the_oldest_record(stage):
    stage.begin("a", "b")
    stage.at(2)
    assert stage.calls == [(0, ["a", "b"])]


def test_latest_misses_what_arrives_before_the_mapping_polls_for_the_first_time(stage):
    stage.make()
    stage.put("before")
    stage.map(StartingPosition="LATEST")
    stage.put("while it is created")
    stage.at(0.5)
    stage.put("after")
    stage.at(5)
    assert stage.calls == [(1, ["after"])]
    assert stage.fates == {"stored": 2, "handled": 1}


def test_latest_of_a_mapping_that_is_created_disabled_is_when_it_is_enabled_first(stage):
    stage.make()
    stage.map(StartingPosition="LATEST", Enabled=False)
    stage.put("before")
    stage.at(10)
    stage.lambda_.update_event_source_mapping(UUID=stage.uuid, Enabled=True)
    stage.at(13)
    stage.put("after")
    stage.at(20)
    assert stage.calls == [(14, ["after"])]


def test_at_timestamp_begins_with_the_first_record_of_that_time(stage):
    stage.make()
    for name in ("a", "b", "c"):
        stage.put(name)
        stage.world.sleep(1)
    since_s = (stage.world.clock.now_us - 2_000_000) / 1e6  # when b arrived
    stage.map(StartingPosition="AT_TIMESTAMP", StartingPositionTimestamp=since_s)
    stage.at(5)
    assert stage.calls == [(0, ["b", "c"])]


def test_each_retry_reads_its_batch_again_so_a_blocked_shard_shows_its_age(stage):
    stage.begin("bad", BatchSize=1)
    stage.answer = failing()
    stage.at(1)
    stage.put("behind it")
    stage.at(120)
    reads = stage.world.metrics.find("AWS/Kinesis", "GetRecords.Success", (("StreamName", STREAM),))
    # The poll at 0, and retries behind pauses of 0.5 s that double, up to 60 s: the next would be at 123.5.
    tries = [0, 0.5, 1.5, 3.5, 7.5, 15.5, 31.5, 63.5]
    assert sum(point.sample_count for point in reads.minutes.values()) == len(tries)
    age = stage.world.metrics.find(
        "AWS/Kinesis", "GetRecords.IteratorAgeMilliseconds", (("StreamName", STREAM),)
    )
    written_ms = limits.MAPPING_CREATE_US // limits.US_PER_MS  # before second 0
    assert max(point.maximum for point in age.minutes.values()) == 63_500 + written_ms
