"""Plain boto3 in the hands of somebody on call takes minutes, and counts as looks and acts."""

from __future__ import annotations

import base64
import json
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError

from lablib.scenarios.incidents import books, runs
from lablib.scenarios.incidents.incident import compose
from lablib.scenarios.incidents.night import Night
from lablib.simulator.world import World

STREAM = "usage-events"


@pytest.fixture
def night() -> Iterator[Night]:
    """A night in which the mapping is made again at LATEST, from the pager on."""
    with Night(compose(7, 1, ["mapping-recreated-at-latest"])).open() as opened:
        yield opened


def told(night: Night) -> list[tuple[int, str]]:
    """Looks and acts by the minute after the pager at which they were over, or begun."""
    looks = [(round(each.at_s / 60), f"looked at {each.source}") for each in night.evidence]
    return sorted([*looks, *((round(act.at_s / 60), act.name) for act in night.done)])


def arn() -> str:
    """Of the stream."""
    about = boto3.client("kinesis").describe_stream_summary(StreamName=STREAM)
    return str(about["StreamDescriptionSummary"]["StreamARN"])


def test_calls_take_minutes_once_and_are_written_down(night: Night) -> None:
    kinesis, lambda_ = boto3.client("kinesis"), boto3.client("lambda")
    boto3.client("cloudwatch").describe_alarms()
    shards = kinesis.list_shards(StreamName=STREAM)["Shards"]
    where = {"StreamName": STREAM, "ShardId": shards[0]["ShardId"], "ShardIteratorType": "TRIM_HORIZON"}
    for _ in range(3):  # a second glance is free, and so are the pages
        iterator = kinesis.get_shard_iterator(**where)["ShardIterator"]
        kinesis.get_records(ShardIterator=iterator, Limit=10)
    made = lambda_.create_event_source_mapping(
        FunctionName="book-missing", EventSourceArn=arn(), StartingPosition="TRIM_HORIZON"
    )
    lambda_.update_event_source_mapping(UUID=made["UUID"], BatchSize=50)
    assert told(night) == [
        (1, "looked at alarms"),
        (2, "looked at describe"),
        (5, "create mapping"),
        (5, "looked at shard"),
        (7, "update mapping"),
    ]
    assert round(night.left_min) == 75 - 9


def test_a_call_that_is_refused_is_no_act(night: Night) -> None:
    with pytest.raises(ClientError, match="Function does not exist"):
        boto3.client("lambda").create_event_source_mapping(
            FunctionName="nobody", EventSourceArn=arn(), StartingPosition="LATEST"
        )
    assert night.done == []


def test_an_answer_that_a_check_runs_in_a_flow_is_on_call_with_boto3_too(night: Night) -> None:
    def respond() -> None:
        night.hand_over()
        boto3.client("cloudwatch").describe_alarms()

    night.world.spawn(respond).join()
    assert told(night) == [(1, "looked at alarms")]
    with pytest.raises(RuntimeError, match=r"game\.look is for whoever is on call, and the main flow called"):
        night.look("alarms")


def test_an_answer_has_no_more_hands_by_threads_of_its_own(night: Night) -> None:
    def respond() -> None:
        night.hand_over()
        with ThreadPoolExecutor(4) as hands:
            said = [str(one.exception()) for one in [hands.submit(night.look, "alarms") for _ in range(4)]]
        assert all("is for whoever is on call, and thread 'ThreadPoolExecutor-" in each for each in said)
        night.look("alarms")

    night.world.spawn(respond).join()
    assert told(night) == [(1, "looked at alarms")]


def test_a_thread_that_calls_itself_main_is_not_on_call(night: Night) -> None:
    said: list[str] = []

    def look() -> None:
        with pytest.raises(RuntimeError) as refused:
            night.look("alarms")
        said.append(str(refused.value))

    thread = threading.Thread(target=look, name="main")
    thread.start()
    thread.join()
    assert said[0].startswith("game.look is for whoever is on call, and thread 'main' called it")


def test_nobody_on_call_may_delete_the_stream_which_every_look_and_the_judge_need(night: Night) -> None:
    for given in ({"StreamName": STREAM}, {"StreamARN": arn(), "EnforceConsumerDeletion": True}):
        with pytest.raises(ClientError, match="is not authorized to perform: kinesis:DeleteStream"):
            boto3.client("kinesis").delete_stream(**given)
    assert night.done == []
    assert STREAM in night.world.kinesis.streams


def test_a_world_inside_the_night_and_the_flows_go_unnoticed(night: Night) -> None:
    with World(1):
        boto3.client("cloudwatch").describe_alarms()
    night.world.join(night.world.spawn(boto3.client("cloudwatch").describe_alarms))
    assert night.evidence == []
    assert round(night.left_min) == 75


@pytest.mark.nightly
def test_a_night_of_boto3_own_code_and_hands_is_played_again_and_without_an_act(night: Night) -> None:
    missing = [event_id for event_id, _ in night.system.gateways.served(0, night.system.now_s - 300)]
    for event_id in [each for each in missing if each not in night.system.books.lines][:20]:
        books.put_once(event_id, 0.01)
    night.deploy(_books_for_a_cent)
    made = boto3.client("lambda").create_event_source_mapping(
        FunctionName="book-missing",
        EventSourceArn=arn(),
        StartingPosition="AT_TIMESTAMP",
        StartingPositionTimestamp=datetime.now(UTC) - timedelta(minutes=40),
    )
    boto3.client("lambda").update_event_source_mapping(UUID=made["UUID"], BatchSize=50)
    night.play_on()
    assert [act.name for act in night.done] == ["book by hand", "deploy", "create mapping", "update mapping"]
    assert night.result.events_lost == 0
    assert runs.again(night) == night.result
    lost = runs.with_nothing_done(night.incident).events_lost
    assert runs.again(night, without=[2]).events_lost == lost - 20


def _books_for_a_cent(event: Any, context: Any) -> None:
    for record in event["Records"]:
        books.put(json.loads(base64.b64decode(record["kinesis"]["data"]))["event_id"], 0.01)
