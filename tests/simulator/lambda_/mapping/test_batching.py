"""What closes a batch: BatchSize records, the batching window, or 6 MB of JSON.

Source: https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventsourcemapping.html
"""

import json

from hypothesis import given
from hypothesis import strategies as st
from mapping_stage import ARN, failing

from lablib.simulator.kinesis.state.record_log import RecordLog
from lablib.simulator.lambda_.mapping.batching import BatchBuilder
from lablib.simulator.lambda_.mapping.event import EMPTY_EVENT_BYTES, envelope_bytes, event_of, size_bytes

SIX_MB = 6_291_556


def test_without_a_window_whatever_a_poll_found_is_sent_at_once(stage):
    stage.begin("a")
    stage.at(0.5)
    stage.put("b", "c")
    stage.at(5)
    assert stage.calls == [(0, ["a"]), (1, ["b", "c"])]


def test_batch_size_is_the_most_that_an_invocation_gets(stage):
    stage.begin("a", "b", "c", "d", "e", BatchSize=2, takes_s=0.1)
    stage.at(5)
    assert stage.calls == [(0.1, ["a", "b"]), (0.2, ["c", "d"]), (0.3, ["e"])]


def test_a_window_gathers_until_it_has_passed(stage):
    stage.begin("a", MaximumBatchingWindowInSeconds=5)
    stage.at(3)
    stage.put("b")
    stage.at(4.9)
    stage.put("too late for the window that ends at 5")
    stage.at(20)
    assert stage.calls == [(5, ["a", "b"]), (10, ["too late for the window that ends at 5"])]


def test_batch_size_closes_a_batch_before_its_window_has_passed(stage):
    stage.begin("a", BatchSize=2, MaximumBatchingWindowInSeconds=300)
    stage.at(3.5)
    stage.put("b")
    stage.at(10)
    assert stage.calls == [(4, ["a", "b"])]


def test_the_next_window_begins_when_the_invocation_before_has_ended(stage):
    stage.begin("a", MaximumBatchingWindowInSeconds=5, takes_s=2.5)
    stage.at(6)
    stage.put("b")
    stage.at(30)
    assert stage.story == [(5, "succeeded", 0, 1), (12.5, "succeeded", 1, 1)]  # 5 s after 7.5


def test_a_busy_function_gets_full_batches(stage):
    stage.begin("a", BatchSize=3, takes_s=2.5)
    for number in range(6):
        stage.at(0.5 * number + 0.1)
        stage.put(f"r{number}")
    stage.at(20)
    assert [names for _, names in stage.calls] == [["a"], ["r0", "r1", "r2"], ["r3", "r4", "r5"]]


def test_empty_polls_do_not_invoke(stage):
    stage.begin()
    stage.at(600)
    assert stage.calls == []


def test_a_batch_comes_from_one_shard_only(stage):
    stage.begin(shards=2)
    stage.put("a", "b", shard=0)
    stage.put("c", "d", shard=1)
    stage.at(5)
    assert sorted(names for _, names in stage.calls) == [["a", "b"], ["c", "d"]]


def test_six_megabytes_of_json_close_a_batch(stage):
    stage.begin()
    stage.store([b"x" * 1_048_000] * 6, keys=[str(number) for number in range(6)])
    stage.at(20)
    assert [len(event["Records"]) for event in stage.events] == [4, 2]  # base64 makes 1.33 MiB of each
    size = len(json.dumps(stage.events[0], separators=(",", ":")))
    assert size <= SIX_MB < size + 1_397_336


def test_the_size_of_an_event_is_known_to_a_few_bytes_a_record(stage):
    stage.begin("plain", "schlüssel", "")
    log = stage.stream.shards[0].log
    stage.store([b"", b"x", b"xy", b"xyz", bytes(range(256))], key="ключ")
    shard_id = stage.stream.shards[0].id
    positions = range(log.end)
    event = event_of(log, positions, shard_id, ARN)
    real = len(json.dumps(event, separators=(",", ":"), ensure_ascii=False).encode())
    told = EMPTY_EVENT_BYTES + sum(envelope_bytes(shard_id, ARN) + size_bytes(log, at) for at in positions)
    assert real <= told <= real + 6 * len(positions)


def test_a_record_that_no_event_has_room_for_is_discarded_at_once_and_the_lane_goes_on(stage):
    stage.begin()
    stage.store([b"x" * 5_000_000], keys=["large"])
    stage.put("a")
    stage.at(5)
    assert stage.story == [(1, "discarded after the last try", 0, 1), (1, "succeeded", 1, 1)]
    assert stage.fates == {"dropped by retries": 1, "handled": 1}


def test_the_event_has_the_shape_that_aws_documents(stage):
    stage.begin("a")
    stage.at(1)
    assert stage.events == [
        {
            "Records": [
                {
                    "kinesis": {
                        "kinesisSchemaVersion": "1.0",
                        "partitionKey": "a",
                        "sequenceNumber": stage.sequence(0),
                        "data": "eyJuYW1lIjogImEifQ==",
                        "approximateArrivalTimestamp": (stage.zero_us - 2_000_000) / 1e6,
                    },
                    "eventSource": "aws:kinesis",
                    "eventVersion": "1.0",
                    "eventID": f"shardId-000000000000:{stage.sequence(0)}",
                    "eventName": "aws:kinesis:record",
                    "invokeIdentityArn": "arn:aws:iam::111122223333:role/lambda-role",
                    "awsRegion": "us-east-1",
                    "eventSourceARN": ARN,
                }
            ]
        }
    ]


def test_what_a_handler_does_to_its_event_is_not_felt_by_the_next_try(stage):
    stage.begin("a")

    def spoil(names):
        stage.events[-1]["Records"][0].clear()
        raise ValueError

    stage.answer = spoil
    stage.at(1)
    stage.answer = lambda names: None
    stage.at(5)
    assert [names for _, names in stage.calls] == [["a"]] * 3


def test_records_that_expire_while_the_window_gathers_are_not_sent(stage):
    stage.make()
    stage.put("old")
    stage.world.sleep(24 * 3600 - 60)
    stage.map(MaximumBatchingWindowInSeconds=300)
    stage.put("young")
    stage.at(90)
    stage.world.totals()  # whoever looks at the stream trims it
    stage.at(400)
    assert stage.story == [(300, "expired in the stream", 0, 1), (300, "succeeded", 1, 1)]
    assert stage.fates == {"expired": 1, "handled": 1}


def test_order_holds_within_a_shard_while_a_batch_fails(stage):
    stage.begin("a", "b", "c", BatchSize=1)
    stage.answer = failing("b")
    stage.at(3)
    stage.answer = lambda names: None
    stage.at(10)
    assert [names for _, names in stage.calls] == [["a"], ["b"], ["b"], ["b"], ["b"], ["c"]]


contents = st.lists(
    st.tuples(st.sampled_from(["t", "", "ключ"]), st.sampled_from([0, 1, 2, 400_000, 1_000_000])), max_size=12
)


@given(contents, st.integers(1, 8), st.integers(0, 5), st.sampled_from([300, 2_000_000]))
def test_records_that_are_added_at_once_are_added_as_one_by_one(contents, batch_size, forgotten, envelope):
    log = RecordLog()
    for number, (key, length) in enumerate(contents):
        log.append(number, key, bytes(length), number, number)
    log.forget_before(forgotten)
    batches = []
    for at_once in (True, False):
        builder, position = BatchBuilder(log, batch_size, envelope), log.first
        while position < log.end and not builder.is_full:
            behind = builder.add_run(position, log.end) if at_once else position
            if behind == position:
                behind += builder.add(position, position - log.first)
            position = behind
        batches.append((builder.build(position), builder.is_full, position))
    assert batches[0] == batches[1]
