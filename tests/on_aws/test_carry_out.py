"""A plan in moto's account, from the first call to the listing that finds nothing, however it ends."""

from __future__ import annotations

import os
import signal
import time
from dataclasses import replace

import boto3
import pytest
from botocore.exceptions import ClientError
from one_in import one_in

from lablib.conformance.environment import Environment
from lablib.on_aws import carry_out as module
from lablib.on_aws.carry_out import carry_out
from lablib.on_aws.catalog import ALL
from lablib.on_aws.what_is_left import KINDS, left

MADE = {
    "CreateStream": "streams",
    "CreateFunction": "functions",
    "CreateEventSourceMapping": "mappings",
    "CreateQueue": "queues",
    "CreateRole": "roles",
}


@pytest.fixture
def made(clients):
    """What was made, with its tags, as the calls say."""
    calls = []

    def note(params, model, **_):
        if model.name in MADE:
            calls.append((MADE[model.name], params))

    make = clients.make

    def noted(service, config):
        client = make(service, config)
        client.meta.events.register("provide-client-params", note)
        return client

    clients.make = noted
    return calls


def tags_of(params):
    tags = params.get("Tags", params.get("tags"))
    return {each["Key"]: each["Value"] for each in tags} if isinstance(tags, list) else tags


def carried_out(plan, clients):
    kept, told = [], []
    outcome = carry_out(plan, clients, 7, lambda run: kept.append([*run.entries]), told.append)
    return outcome, kept, told


# moto starts a container for a put after a mapping was made, so that one isn't among them.
@pytest.mark.parametrize(
    "ids",
    [
        ("zero_points", "bisect"),
        pytest.param([id_ for id_ in ALL if id_ != "latest_update"], marks=pytest.mark.nightly),
    ],
)
def test_a_run_leaves_nothing_and_makes_what_the_plan_says_all_named_and_tagged(plan_of, clients, made, ids):
    plan = plan_of(*ids)
    outcome, kept, _ = carried_out(plan, clients)
    assert (outcome.left, outcome.stopped, outcome.unsure) == ([], "", "")
    assert kept[-1] == [measurement.id for measurement in plan.measurements]
    assert len(kept) == len(plan.measurements) + 1  # after each one, and at the end
    assert left(clients, "") == []  # whatever its name
    for what in ("streams", "functions", "mappings", "queues"):
        planned = sum(getattr(each.makes, what) for each in plan.measurements)
        assert sum(kind == what for kind, _ in made) == planned, what
    assert sum(kind == "roles" for kind, _ in made) == 1
    assert all(tags_of(params) == plan.tags for _, params in made)
    names = [params.get("StreamName") or params.get("QueueName") or "" for _, params in made]
    assert all(name.startswith(plan.prefix) for name in names if name)


def test_a_measurement_that_fails_is_noted_and_the_next_is_made_all_the_same(plan_of, clients):
    def breaks(env):
        env.stream()
        raise AssertionError("the shard is slow")

    plan = plan_of("burst", "zero_points")
    first, second = plan.measurements
    plan = replace(plan, measurements=(replace(first, observe=breaks), second))
    outcome, _, _ = carried_out(plan, clients)
    assert outcome.run.entries["burst"].problem == "AssertionError: the shard is slow"
    assert outcome.run.entries["zero_points"].problem == ""
    assert outcome.left == []


def interrupted(signal_number):
    """Environment.put that is interrupted once a stream, a queue, a function and a role stand."""

    def put(self, *_, **__):
        os.kill(os.getpid(), signal_number)

    return put


@pytest.mark.parametrize("number", one_in(3, [signal.SIGINT, signal.SIGTERM, signal.SIGHUP]))
def test_ctrl_c_and_the_end_of_the_process_leave_nothing(plan_of, clients, monkeypatch, number):
    monkeypatch.setattr(Environment, "put", interrupted(number))
    handled = signal.getsignal(number)
    outcome, kept, told = carried_out(plan_of("latest_update"), clients)
    assert outcome.stopped == "you stopped it"
    assert outcome.run.entries["latest_update"].problem == "it was stopped before its end"
    assert {line.split()[1] for line in told if line.startswith("deleted ")} == {*KINDS}
    assert (outcome.left, left(clients, "")) == ([], [])
    assert kept == [["latest_update"]]
    assert signal.getsignal(number) is handled


def test_ctrl_c_while_it_deletes_is_answered_and_changes_nothing(plan_of, clients, monkeypatch):
    clear = module.tear_down

    def impatient(*arguments):
        os.kill(os.getpid(), signal.SIGINT)
        return clear(*arguments)

    monkeypatch.setattr(module, "tear_down", impatient)
    outcome, _, told = carried_out(plan_of("zero_points"), clients)
    assert (outcome.left, outcome.stopped) == ([], "")
    assert "still deleting: if it's interrupted, something stays in the account and costs money" in told


def test_an_error_that_nobody_expected_comes_out_after_everything_is_deleted(plan_of, clients, monkeypatch):
    def put(self, *_, **__):
        raise ZeroDivisionError

    monkeypatch.setattr(Environment, "put", put)
    with pytest.raises(ZeroDivisionError):
        carried_out(plan_of("retry_gaps"), clients)
    assert left(clients, "") == []


def test_the_last_minute_of_the_plan_ends_it_and_deletes(plan_of, clients):
    plan = plan_of("zero_points", "metric_delay")
    clients.until_s = time.time() + 560
    outcome, _, _ = carried_out(plan, clients)
    assert outcome.stopped == "the minutes of the plan are over"
    assert outcome.run.entries["zero_points"].problem == ""
    assert outcome.run.entries["metric_delay"].problem == "it was stopped before its end"
    assert (outcome.left, left(clients, "")) == ([], [])


def test_what_can_not_be_deleted_is_named_with_the_command_that_deletes_it(plan_of, clients, monkeypatch):
    def denied(client, name):
        raise ClientError({"Error": {"Code": "AccessDeniedException", "Message": "no"}}, "DeleteStream")

    stream = KINDS["stream"]
    monkeypatch.setitem(KINDS, "stream", type(stream)(stream.named, denied, stream.by_hand))
    monkeypatch.setattr("lablib.conformance.environment.Environment.take_undos", lambda self: [])
    outcome, _, told = carried_out(plan_of("zero_points"), clients)
    assert [thing.name for thing in outcome.left] == ["lablib-0a1b2c3d-zero-points-1"]
    assert told[-1] == (
        "LEFT IN THE ACCOUNT: stream lablib-0a1b2c3d-zero-points-1. Remedy: aws kinesis delete-stream "
        "--enforce-consumer-deletion --stream-name lablib-0a1b2c3d-zero-points-1 --region eu-central-1"
    )


def test_if_nothing_can_be_listed_it_says_that_nobody_knows(plan_of, clients, monkeypatch):
    def denied(*_):
        raise ClientError({"Error": {"Code": "ExpiredTokenException", "Message": "old"}}, "ListStreams")

    monkeypatch.setattr(module, "tear_down", denied)
    outcome, _, told = carried_out(plan_of("zero_points"), clients)
    assert "ExpiredTokenException" in outcome.unsure
    assert told[-1].startswith("NOBODY KNOWS WHAT IS LEFT")
    assert told[-1].endswith("Remedy: lablib aws teardown 0a1b2c3d")


def test_what_belongs_to_others_stays(plan_of, clients):
    kinesis = boto3.client("kinesis", region_name="eu-central-1")
    for name in ("orders", "lablib-another-run"):
        kinesis.create_stream(StreamName=name, ShardCount=1)
    outcome, _, _ = carried_out(plan_of("zero_points"), clients)
    assert outcome.left == []
    assert kinesis.list_streams()["StreamNames"] == ["orders", "lablib-another-run"]
