"""The asserts: what they hold, and what they say of the first record that went wrong."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from threading import Thread

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import ReadTimeoutError

from lablib.simulator import World
from lablib.testing import assert_handled_within, assert_no_duplicates, assert_nothing_lost
from lablib.testing.failure_report import told


def put(stream, *datas, key="a", **client):
    kinesis = boto3.client("kinesis", **client)
    entries = [{"Data": data, "PartitionKey": key} for data in datas]
    return kinesis.put_records(StreamName=stream.name, Records=entries)


def does_nothing(event, context):
    pass


def takes_three_seconds(event, context):
    time.sleep(2.9)


def said(check, *about):
    with pytest.raises(AssertionError) as raised:
        check(*about)
    return str(raised.value)


def test_what_is_stored_or_handled_is_not_lost(world, stream, mapping):
    put(stream, "one", "two")
    assert_nothing_lost(world)
    mapping(does_nothing)
    time.sleep(10)
    assert_nothing_lost(world)
    assert_no_duplicates(world)
    assert_handled_within(world, 20)


@pytest.mark.parametrize("check", [assert_nothing_lost, assert_no_duplicates])
def test_a_world_without_records_is_no_proof(world, check):
    assert said(check, world).startswith("nothing was put into a stream of this world")


def test_a_throttled_record_is_lost_until_it_is_stored(world, stream):
    datas = [f"e-{n}" for n in range(1_200)]
    for start in (0, 400, 800):
        put(stream, *datas[start : start + 400])
    message = said(assert_nothing_lost, world)
    head, record, offered, thrown, why = message.splitlines()
    lost = next(n for n in range(1_200) if f"b'e-{n}'" in record)
    assert head == f"{1_200 - lost} of 1,200 records are lost. The first:"
    assert record == f"  b'e-{lost}' with partition key 'a'"
    assert offered.endswith("s into the run: its producer had it")
    assert thrown.endswith("s into the run: throttled in shard 0")
    assert why == "  why: rejected, and never stored afterwards"
    time.sleep(2)
    put(stream, *datas[lost:])
    assert_nothing_lost(world)


def test_the_same_data_under_another_key_is_another_record(world, stream, faults):
    put(stream, "ping", key="a")
    faults("internal_failure", for_s=5)
    put(stream, "ping", key="b")
    assert "b'ping' with partition key 'b'" in said(assert_nothing_lost, world)
    assert_no_duplicates(world)


def test_an_event_that_never_reached_boto3_is_lost_if_it_was_declared(world, stream):
    entries = [{"Data": f"e-{n}", "PartitionKey": "a"} for n in range(3)]
    world.offer(entries)
    boto3.client("kinesis").put_records(StreamName=stream.name, Records=entries[:2])
    message = said(assert_nothing_lost, world)
    assert message.startswith("1 of 3 records is lost. The first:\n  b'e-2' with partition key 'a'")
    assert message.endswith("why: offered, and no call ever had it")


def test_a_call_that_is_still_under_way_is_too_early_an_end(world, stream):
    world.spawn(put, stream, "one")
    time.sleep(0.001)
    assert "its call is still under way" in said(assert_nothing_lost, world)
    time.sleep(5)
    assert_nothing_lost(world)


def test_an_answer_that_got_lost_makes_a_duplicate(world, stream, faults):
    faults("hang_after_processing", for_s=1)
    once = Config(read_timeout=2, retries={"total_max_attempts": 1})
    with pytest.raises(ReadTimeoutError):
        put(stream, "one", config=once)
    assert_no_duplicates(world)
    put(stream, "two", "one")
    message = said(assert_no_duplicates, world)
    assert message.startswith("1 extra copy of 2 records is stored. The first:\n  b'one'")
    assert message.count("stored in shard 0") == 2
    assert "after its first call had stored all entries: its answer was lost, or nobody minded it" in message
    assert_nothing_lost(world)


def test_a_call_that_is_resent_whole_makes_duplicates_of_what_it_had_stored(world, stream):
    datas = [f"e-{n}" for n in range(1_200)]
    for start in (0, 400, 800):
        put(stream, *datas[start : start + 400])
    time.sleep(2)
    put(stream, *datas[800:])
    assert_nothing_lost(world)
    message = said(assert_no_duplicates, world)
    assert "b'e-800' with partition key 'a'" in message
    assert message.endswith(
        "sent again after it was stored, although only other entries of its first call had failed"
    )


def test_a_record_that_expires_before_a_function_had_it_is_lost(world, stream):
    put(stream, "one")
    time.sleep(23 * 3_600)
    assert_nothing_lost(world)
    time.sleep(2 * 3_600)
    assert "expired in the stream" in said(assert_nothing_lost, world)


def test_a_record_that_the_mapping_drops_is_lost_and_the_error_is_named(world, stream, mapping):
    def bill(event, context):
        raise KeyError("tenant")

    mapping(bill, MaximumRetryAttempts=2)
    put(stream, "one")
    time.sleep(60)
    for message in (said(assert_nothing_lost, world), said(assert_handled_within, world, 60)):
        assert "bill failed on its batch in shard 0 (KeyError: 'tenant'), 3 times in all" in message
        assert message.endswith(
            "why: dropped by the mapping after the last retry, with no on-failure destination"
        )


def test_a_mapping_of_a_stream_without_records_has_no_part_in_it(world, stream, mapping, faults):
    kinesis = boto3.client("kinesis")
    kinesis.create_stream(StreamName="other", ShardCount=1)
    time.sleep(60)
    mapping(does_nothing)
    faults("internal_failure", for_s=5)
    kinesis.put_records(StreamName="other", Records=[{"Data": "one", "PartitionKey": "a"}])
    assert "failed with InternalFailure in shard 0" in said(assert_nothing_lost, world)


def test_a_world_that_is_not_recorded_is_refused_with_the_remedy():
    with World() as unrecorded, pytest.raises(ValueError, match=r"Remedy: .*world\.record\(\)"):
        assert_nothing_lost(unrecorded)


def test_a_late_record_is_told_with_its_reason(world, stream, mapping):
    fails = iter([True, True, True])

    def bill(event, context):
        if next(fails, False):
            raise TimeoutError

    mapping(bill)
    put(stream, "one")
    time.sleep(60)
    assert_handled_within(world, 60)
    message = said(assert_handled_within, world, 1)
    assert message.startswith("1 of 1 record was not handled within 1 s")
    assert "bill failed on its batch in shard 0 (TimeoutError: ), 3 times in all" in message
    assert "s after its producer had it" in message.splitlines()[-1]


def test_a_test_that_ends_before_the_function_had_time_is_told_how_long_to_wait(world, stream, mapping):
    mapping(takes_three_seconds)
    put(stream, "one")
    message = said(assert_handled_within, world, 10)
    assert message.startswith("too early to tell: 1 record is not handled yet")
    assert message.endswith("in the stream, and not handled yet. Remedy: time.sleep(10) before this assert")
    time.sleep(10)
    assert_handled_within(world, 10)


def test_what_a_filter_leaves_out_is_neither_lost_nor_late(world, stream, mapping):
    criteria = {"Filters": [{"Pattern": '{"data": {"kind": ["bill"]}}'}]}
    mapping(does_nothing, FilterCriteria=criteria)
    put(stream, '{"kind": "bill"}', '{"kind": "ping"}')
    time.sleep(20)
    assert_nothing_lost(world)
    assert_handled_within(world, 20)
    assert world.totals()["filtered out"] == 1


# --- several functions, several streams -----------------------------------------------------------------


def test_each_function_that_reads_a_stream_has_to_handle_its_records(world, stream, mapping):
    def audit(event, context):
        raise KeyError("table")

    mapping(does_nothing)
    mapping(audit, MaximumRetryAttempts=1)
    put(stream, "one")
    early = said(assert_handled_within, world, 60)
    assert "why: for does_nothing, in the stream, and not handled yet. Remedy: " in early
    time.sleep(60)
    for message in (said(assert_nothing_lost, world), said(assert_handled_within, world, 90)):
        assert "audit failed on its batch in shard 0 (KeyError: 'table'), 2 times in all" in message
        assert "why: for audit, dropped by the mapping after the last retry" in message
    assert told(world, "test_audit.py::test_audit", None).endswith("handled (by audit or does_nothing)")


def test_what_the_filter_of_one_function_leaves_out_the_other_has_to_handle(world, stream, mapping):
    criteria = {"Filters": [{"Pattern": '{"data": {"kind": ["bill"]}}'}]}
    mapping(does_nothing, FilterCriteria=criteria)
    slow = mapping(takes_three_seconds)["UUID"]
    put(stream, '{"kind": "bill"}', '{"kind": "ping"}')
    time.sleep(20)
    assert_handled_within(world, 20)
    boto3.client("lambda").delete_event_source_mapping(UUID=slow)
    time.sleep(20)
    put(stream, '{"kind": "ping", "n": 2}')
    time.sleep(20)
    assert_handled_within(world, 20)


def test_a_redrive_counts_for_the_function_that_had_failed(world, stream, mapping):
    fails = [True]

    def audit(event, context):
        if fails:
            raise KeyError("table")

    mapping(does_nothing)
    sqs = boto3.client("sqs")
    url = sqs.create_queue(QueueName="failed")["QueueUrl"]
    arn = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    mapping(audit, MaximumRetryAttempts=0, DestinationConfig={"OnFailure": {"Destination": arn}})
    put(stream, "one")
    time.sleep(20)
    assert_nothing_lost(world)
    assert "for audit, sent to the on-failure destination, and not handled since" in said(
        assert_handled_within, world, 60
    )
    fails.clear()
    put(stream, "one")
    time.sleep(20)
    assert_handled_within(world, 60)


def test_what_expires_before_one_of_two_functions_had_it_is_lost(world, stream, mapping):
    works, stuck = mapping(does_nothing)["UUID"], mapping(takes_three_seconds)["UUID"]
    functions = boto3.client("lambda")
    functions.update_event_source_mapping(UUID=stuck, Enabled=False)
    time.sleep(60)
    put(stream, "one")
    time.sleep(5)
    functions.update_event_source_mapping(UUID=works, Enabled=False)
    time.sleep(25 * 3_600)
    assert "for takes_three_seconds, stored, and expired in the stream" in said(assert_nothing_lost, world)


def test_a_record_has_to_be_stored_in_each_stream_that_it_is_sent_to_once(world, stream, mapping, faults):
    def forward(event, context):
        boto3.client("kinesis").put_record(StreamName="copy", Data=b"one", PartitionKey="a")

    kinesis = boto3.client("kinesis")
    kinesis.create_stream(StreamName="copy", ShardCount=1)
    mapping(forward)
    put(stream, "one")
    time.sleep(20)
    assert_nothing_lost(world)
    assert_no_duplicates(world)
    assert_handled_within(world, 20)
    faults("internal_failure", for_s=1)
    kinesis.put_records(StreamName="copy", Records=[{"Data": "two", "PartitionKey": "a"}])
    time.sleep(2)
    put(stream, "two")
    message = said(assert_nothing_lost, world)
    assert "failed with InternalFailure in shard 0 of 'copy'" in message
    assert message.endswith("why: rejected by stream 'copy', and never stored there afterwards")


def test_a_record_that_no_function_will_ever_be_given_is_told_as_late(world, stream, mapping):
    put(stream, "one")
    assert said(assert_handled_within, world, 60).endswith("why: in the stream, which no function reads")
    mapping(does_nothing, StartingPosition="LATEST")
    assert said(assert_handled_within, world, 60).endswith("before the place where its mapping began to read")


def test_what_is_no_world_is_refused_with_the_remedy(stream):
    with pytest.raises(TypeError, match=r"the first argument is 60\. Remedy: give the world"):
        assert_handled_within(60, stream)


# --- threads that the world's end cuts off -------------------------------------------------------------


def a_world_that_closes_beside(work):
    """It closes a millisecond after a thread has begun to work, and nobody joins the thread."""
    world = World(7, by_key=True)
    world.record()
    with world:
        kinesis = boto3.client("kinesis")
        kinesis.create_stream(StreamName="usage", ShardCount=1)
        kinesis.get_waiter("stream_exists").wait(StreamName="usage")
        Thread(target=work, args=(kinesis,), name="producer").start()
        time.sleep(0.001)
    return world


def sends_one(kinesis):
    kinesis.put_record(StreamName="usage", Data=b"one", PartitionKey="a")


def collects_first(kinesis):
    time.sleep(5)
    sends_one(kinesis)


def test_a_call_that_the_world_s_end_cuts_off_is_told_with_its_thread_and_line():
    message = said(assert_nothing_lost, a_world_that_closes_beside(sends_one))
    line = sends_one.__code__.co_firstlineno + 1
    assert message.splitlines()[-1] == (
        "  why: its producer was ended in the middle of the call. Cut off when the world closed: thread "
        f"'producer' at {__file__}:{line}. Remedy: join it first, or leave the `with` of its executor"
    )


def test_a_thread_that_had_not_sent_anything_yet_is_told_too():
    message = said(assert_nothing_lost, a_world_that_closes_beside(collects_first))
    line = collects_first.__code__.co_firstlineno + 1
    assert message.startswith("nothing was put into a stream of this world. Cut off when the world closed: ")
    assert f"thread 'producer' at {__file__}:{line}. Remedy: join it first" in message


def test_a_thread_that_is_still_at_work_is_told_and_an_idle_one_of_a_pool_is_not(world, stream):
    with ThreadPoolExecutor(1) as pool:
        pool.submit(time.sleep, 1).result()
        Thread(target=collects_first, args=(boto3.client("kinesis"),), name="late").start()
        time.sleep(1)
        message = said(assert_nothing_lost, world)
    assert "Still at work: thread 'late' at " in message
    assert "ThreadPoolExecutor" not in message
