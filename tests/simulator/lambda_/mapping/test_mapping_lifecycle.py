"""A mapping's states, its errors, and what disabling, updating and deleting do to its place in the stream.

Source: https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html; the texts were
recorded on AWS by LocalStack's tests.
"""

import boto3
import pytest
from mapping_stage import ARN, FUNCTION, HOUR_S, STREAM, failing

from lablib import World
from lablib.simulator import limits

START = {"EventSourceArn": ARN, "FunctionName": FUNCTION, "StartingPosition": "TRIM_HORIZON"}


def states(stage, until_s):
    """[(second, state)] whenever it changes, looked at each half second."""
    seen = [(stage.now_s, stage.state)]
    for half in range(round(stage.now_s * 2) + 1, until_s * 2 + 1):
        stage.at(half / 2)
        if stage.state != seen[-1][1]:
            seen.append((half / 2, stage.state))
    return seen


def result(stage):
    return stage.lambda_.get_event_source_mapping(UUID=stage.uuid)["LastProcessingResult"]


def test_a_mapping_is_created_then_enabled(stage):
    stage.make()
    stage.uuid = stage.lambda_.create_event_source_mapping(**START)["UUID"]
    stage.zero_us = stage.world.clock.now_us
    assert states(stage, 5) == [(0, "Creating"), (2, "Enabled")]


def test_a_mapping_that_is_created_disabled_reads_nothing(stage):
    stage.make()
    stage.put("a")
    stage.map(Enabled=False)
    stage.at(10)
    assert (stage.state, stage.calls) == ("Disabled", [])


def test_the_last_result_says_nothing_yet_then_ok_then_problem(stage):
    stage.begin()
    stage.at(0)
    seen = [result(stage)]
    stage.put("a")
    stage.at(2)
    seen.append(result(stage))
    stage.answer = failing()
    stage.put("b")
    stage.at(4)
    assert [*seen, result(stage)] == ["No records processed", "OK", "PROBLEM: Function call failed"]


def test_an_unknown_stream_is_not_found(stage):
    stage.make()
    arn = ARN.replace(STREAM, "other")
    assert stage.refused("create_event_source_mapping", **START | {"EventSourceArn": arn}) == (
        "InvalidParameterValueException",
        400,
        f"Stream not found: {arn}",
    )


def test_the_same_stream_and_function_twice_is_a_conflict(stage):
    stage.begin()
    assert stage.refused("create_event_source_mapping", **START) == (
        "ResourceConflictException",
        409,
        (
            f'The event source arn (" {ARN} ") and function (" {FUNCTION} ") provided mapping already '
            f"exists. Please update or delete the existing mapping with UUID {stage.uuid}"
        ),
    )


def test_an_update_cannot_make_the_same_mapping_twice_either(stage):
    stage.begin()
    stage.at(0)
    stage.world.deploy(lambda event, context: None, name="other")
    stage.lambda_.create_event_source_mapping(**START | {"FunctionName": "other"})
    code, _, _ = stage.refused("update_event_source_mapping", UUID=stage.uuid, FunctionName="other")
    assert code == "ResourceConflictException"


@pytest.mark.parametrize("operation", ["update_event_source_mapping", "delete_event_source_mapping"])
def test_a_mapping_on_its_way_is_in_use(stage, operation):
    stage.make()
    uuid = stage.lambda_.create_event_source_mapping(**START)["UUID"]
    code, status, _ = stage.refused(operation, UUID=uuid)
    assert (code, status) == ("ResourceInUseException", 400)


def test_an_unknown_uuid_is_not_found(stage):
    code, status, _ = stage.refused("get_event_source_mapping", UUID="14e0db71-0000-4000-8000-000000000000")
    assert (code, status) == ("ResourceNotFoundException", 404)


def test_mappings_are_listed_by_function_and_by_stream_a_page_at_a_time(stage):
    stage.begin()
    stage.world.deploy(lambda event, context: None, name="other")
    other = stage.lambda_.create_event_source_mapping(**START | {"FunctionName": "other"})["UUID"]

    def uuids(**asked):
        pages = stage.lambda_.get_paginator("list_event_source_mappings").paginate(**asked)
        return [each["UUID"] for page in pages for each in page["EventSourceMappings"]]

    assert uuids() == uuids(EventSourceArn=ARN) == [stage.uuid, other]
    assert uuids(PaginationConfig={"PageSize": 1}) == [stage.uuid, other]
    assert uuids(FunctionName="other") == [other]
    assert uuids(EventSourceArn=ARN.replace(STREAM, "other")) == []


def test_disabling_and_enabling_goes_on_where_it_stopped(stage):
    stage.begin("a")
    stage.at(1)
    stage.lambda_.update_event_source_mapping(UUID=stage.uuid, Enabled=False)
    assert states(stage, 5) == [(1, "Disabling"), (3, "Disabled")]
    stage.put("b")
    stage.at(HOUR_S)
    stage.lambda_.update_event_source_mapping(UUID=stage.uuid, Enabled=True)
    assert states(stage, HOUR_S + 5) == [(HOUR_S, "Enabling"), (HOUR_S + 2, "Enabled")]
    assert stage.calls == [(0, ["a"]), (HOUR_S + 2, ["b"])]


def test_a_disabled_mapping_emits_nothing(stage):
    stage.begin(MetricsConfig={"Metrics": ["EventCount"]})
    stage.at(0)
    stage.lambda_.update_event_source_mapping(UUID=stage.uuid, Enabled=False)
    stage.at(5)
    before = stage.metric("PolledEventCount", "SampleCount")
    stage.at(200)
    assert stage.metric("PolledEventCount", "SampleCount") == before == [(0, 1)]


def test_disabling_lets_the_invocation_under_way_end(stage):
    stage.begin("a", "b", takes_s=2.5, BatchSize=1)
    stage.at(1)
    stage.lambda_.update_event_source_mapping(UUID=stage.uuid, Enabled=False)
    stage.at(60)
    assert (stage.state, stage.calls) == ("Disabled", [(2.5, ["a"])])
    assert stage.fates == {"handled": 1, "stored": 1}


def test_disabling_between_two_tries_keeps_the_batch_for_later(stage):
    stage.begin("a")
    stage.answer = failing()
    stage.at(0.2)
    stage.lambda_.update_event_source_mapping(UUID=stage.uuid, Enabled=False)
    stage.at(60)
    stage.answer = lambda names: None
    stage.lambda_.update_event_source_mapping(UUID=stage.uuid, Enabled=True)
    stage.at(70)
    assert stage.calls == [(0, ["a"]), (62, ["a"])]
    assert stage.fates == {"handled": 1}


def test_an_update_in_the_middle_of_a_batch_gives_it_the_new_settings_and_all_its_tries(stage):
    stage.begin("a")
    stage.answer = failing()
    stage.at(0.2)
    stage.lambda_.update_event_source_mapping(UUID=stage.uuid, MaximumRetryAttempts=1)
    stage.at(60)
    assert stage.story == [
        (0, "failed", 0, 1),
        (2.2, "failed", 0, 1),  # the update takes 2 s
        (2.7, "failed", 0, 1),
        (2.7, "discarded after the last try", 0, 1),
    ]


def test_an_update_can_name_another_function_which_goes_on_at_the_same_place(stage):
    got = []
    stage.begin("a")
    stage.at(1)
    stage.world.deploy(lambda event, context: got.append(len(event["Records"])), name="other", cold_start_s=0)
    answer = stage.lambda_.update_event_source_mapping(UUID=stage.uuid, FunctionName="other")
    assert answer["FunctionArn"].endswith(":other")
    stage.put("b", "c")
    stage.at(10)
    assert (stage.calls, got) == ([(0, ["a"])], [2])


def test_deleting_lets_the_invocation_under_way_end_and_the_place_is_gone_with_the_mapping(stage):
    stage.begin("a", "b", takes_s=2.5, BatchSize=1)
    stage.at(1)
    answer = stage.lambda_.delete_event_source_mapping(UUID=stage.uuid)
    assert (answer["State"], answer["ResponseMetadata"]["HTTPStatusCode"]) == ("Deleting", 202)
    stage.at(4)
    code, _, _ = stage.refused("get_event_source_mapping", UUID=stage.uuid)
    assert code == "ResourceNotFoundException"
    assert stage.calls == [(2.5, ["a"])]
    stage.calls.clear()
    stage.map(BatchSize=1)
    stage.at(10)
    assert stage.calls == [(2.5, ["a"]), (5, ["b"])]  # a new one begins at its own starting position


def test_a_mapping_of_a_stream_that_is_deleted_finds_nothing_more(stage):
    stage.begin("a", BatchSize=1)
    stage.answer = failing()
    stage.at(1)
    boto3.client("kinesis").delete_stream(StreamName=STREAM)
    stage.at(30 * HOUR_S)
    assert stage.story[-1][1:] == ("expired in the stream", 0, 1)
    assert stage.fates == {"expired": 1}
    polls = stage.world.metrics.find("AWS/Kinesis", "GetRecords.Success", (("StreamName", STREAM),))
    # One poll, and a read for each retry, at 0.5, 1.5, 3.5 and 7.5 s: then the stream is gone.
    assert sum(point.sample_count for point in polls.minutes.values()) == 5


def test_a_disabled_mapping_can_be_updated_and_stays_disabled(stage):
    stage.make()
    stage.put("a")
    stage.map(Enabled=False)
    stage.at(1)
    stage.lambda_.update_event_source_mapping(UUID=stage.uuid, BatchSize=5)
    assert states(stage, 5) == [(1, "Updating"), (3, "Disabled")]
    assert stage.calls == []


def test_a_world_may_take_minutes_for_a_mapping_and_latest_misses_what_came_meanwhile(stage):
    """AWS warns of both: https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html"""
    stage.world.lambda_.mapping_create_s = 90
    stage.make()
    stage.lambda_.create_event_source_mapping(**START | {"StartingPosition": "LATEST"})
    stage.zero_us = stage.world.clock.now_us
    for second in (0, 45, 89, 91, 120):
        stage.at(second)
        stage.put(f"at {second}")
    stage.at(180)
    assert [names for _, names in stage.calls] == [["at 91"], ["at 120"]]


def test_a_world_may_take_minutes_for_an_update_and_a_shard_waits_so_long(stage):
    stage.world.lambda_.mapping_update_s = 120
    stage.begin()
    stage.at(10)
    stage.lambda_.update_event_source_mapping(UUID=stage.uuid, BatchSize=50)
    stage.put("during")
    assert states(stage, 140) == [(10, "Updating"), (130, "Enabled")]
    assert stage.calls == [(130, ["during"])]


def test_the_constants_that_are_set_before_a_world_hold_in_it(monkeypatch):
    monkeypatch.setattr(limits, "MAPPING_CREATE_US", 60_000_000)
    monkeypatch.setattr(limits, "MAPPING_UPDATE_US", 90_000_000)
    with World() as world:
        assert (world.lambda_.mapping_create_s, world.lambda_.mapping_update_s) == (60, 90)
