"""Handlers that do what no handler should: the world goes on, and the learner is told."""

from __future__ import annotations

import json
import signal
import time
from decimal import Decimal

import boto3
import pytest

from lablib import World
from lablib.scenarios.replay.incident import make_stream
from lablib.simulator import limits

WARM = {"cold_start_s": 0.0, "takes_s": 0.0}


def computes_for_ever():
    while True:
        pass


def payload_of(answer):
    return json.loads(answer["Payload"].read())


@pytest.fixture
def deploy(world):
    """Deploys a handler as `hostile` and returns what invokes it."""

    def deploy(handler, **settings):
        world.deploy(handler, name="hostile", **WARM | settings)
        return lambda event=None: payload_of(
            boto3.client("lambda").invoke(FunctionName="hostile", Payload=json.dumps(event).encode())
        )

    return deploy


@pytest.fixture
def stop_button():
    """Press it after so many real seconds."""
    yield lambda after_s: signal.setitimer(signal.ITIMER_REAL, after_s)
    signal.setitimer(signal.ITIMER_REAL, 0)


@pytest.fixture(autouse=True)
def alarm_is_ctrl_c():
    before = signal.signal(signal.SIGALRM, lambda number, frame: signal.raise_signal(signal.SIGINT))
    yield
    signal.signal(signal.SIGALRM, before)


def test_one_press_ends_a_loop_that_never_sleeps_and_says_what_it_was(world, deploy, stop_button):
    def handler(event, context):
        stop_button(0.1)
        computes_for_ever()

    invoke = deploy(handler)
    with pytest.raises(KeyboardInterrupt, match=r"handler of 'hostile'.*neither sleeps nor waits"):
        invoke()
    assert world.logs("hostile")[0].lines[1] == "[ERROR] KeyboardInterrupt: "
    world.lambda_.functions.find("hostile").handler = lambda event, context: "again"
    assert invoke() == "again"


def test_a_mapping_goes_on_after_its_handler_was_stopped(world, stop_button):
    seen = []

    def bill(event, context):
        seen.append((world.elapsed_s, len(event["Records"])))
        if len(seen) == 1:
            stop_button(0.1)
            computes_for_ever()

    world.deploy(bill, **WARM)
    make_stream(1)
    boto3.client("kinesis").put_record(StreamName="usage-events", Data=b"{}", PartitionKey="t")
    boto3.client("lambda").create_event_source_mapping(
        FunctionName="bill",
        EventSourceArn=world.kinesis.streams["usage-events"].arn,
        StartingPosition="TRIM_HORIZON",
    )
    with pytest.raises(KeyboardInterrupt, match="handler of 'bill'"):
        world.sleep(60)
    world.sleep(60)
    first_s = seen[0][0]
    assert seen == [(first_s, 1), (first_s + limits.MAPPING_BACKOFF_BASE_S, 1)]
    assert world.totals()["handled"] == 1


def test_an_interrupt_of_its_own_making_ends_the_cell_too(deploy):
    def interrupts(event, context):
        raise KeyboardInterrupt

    invoke = deploy(interrupts)
    with pytest.raises(KeyboardInterrupt, match="handler of 'hostile'"):
        invoke()


@pytest.mark.parametrize("returns", [True, False], ids=["returns", "raises"])
def test_code_that_catches_its_timeout_and_ends_is_timed_out_all_the_same(world, deploy, returns):
    def handler(event, context):
        try:
            time.sleep(60)
        except BaseException as ended:
            if returns:
                return "nothing happened"
            raise ValueError("something happened") from ended

    invoke = deploy(handler)
    assert invoke()["errorType"] == "Sandbox.Timedout"
    assert world.elapsed_s == 3.0
    log = world.logs("hostile")[0]
    assert log.lines[1] == f"2026-11-02T00:00:03.000Z {log.request_id} Task timed out after 3.00 seconds"


def test_code_that_catches_its_timeout_sends_nothing_more(world, deploy):
    queue = boto3.client("sqs").create_queue(QueueName="bills")["QueueUrl"]
    world.network.latency_us = lambda: 1_000_000

    def handler(event, context):
        while True:
            try:
                boto3.client("sqs").send_message(QueueUrl=queue, MessageBody="bill")
                boto3.client("lambda").invoke(FunctionName="noted", InvocationType="Event")
            except BaseException:  # noqa: BLE001
                pass

    world.deploy(lambda event, context: None, name="noted", **WARM)
    function = world.deploy(handler, name="hostile", timeout_s=5, **WARM)
    world.lambda_.runtime.invoke(function, {})
    at_timeout = len(world.logs("noted"))
    time.sleep(600)
    assert len(world.logs("noted")) == at_timeout == 2


def test_what_cannot_even_say_what_is_wrong_is_a_function_error(deploy):
    class Mute(Exception):
        def __str__(self):
            raise RuntimeError

    def handler(event, context):
        raise Mute

    assert deploy(handler)()["errorMessage"] == "<its text failed with RuntimeError>"


def endless():
    nest = []
    nest.append(nest)
    return nest


class Mute(dict):
    def items(self):
        raise OSError("not now")


@pytest.mark.parametrize(
    ("returned", "kind"),
    [
        (endless(), "Runtime.MarshalError"),
        (Mute(a=1), "Runtime.MarshalError"),
        ("\ud800", "Runtime.MarshalError"),
        ({1, 2}, "Runtime.MarshalError"),
        ("é" * 3_000_000, None),
        ("é" * 3_200_000, "Function.ResponseSizeTooLarge"),
    ],
    ids=["itself", "a dict that fails", "half a character", "a set", "6 MB", "more than 6 MB"],
)
def test_what_it_returns_leaves_as_json_or_not_at_all(deploy, returned, kind):
    payload = deploy(lambda event, context: returned)()
    assert (payload["errorType"] if isinstance(payload, dict) else None) == kind


def test_a_number_of_dynamodb_leaves_as_a_number(deploy):
    assert deploy(lambda event, context: {"tokens": Decimal("12.5")})() == {"tokens": 12.5}


def test_not_a_number_leaves_as_python_writes_it(deploy):
    assert str(deploy(lambda event, context: float("nan"))()) == "nan"


def test_what_a_handler_does_to_its_event_is_not_there_at_the_next_try(world):
    seen = []

    def handler(event, context):
        seen.append(dict(event))
        event.clear()
        raise ValueError

    world.deploy(handler, **WARM)
    boto3.client("lambda").invoke(FunctionName="handler", InvocationType="Event", Payload=b'{"n": 1}')
    time.sleep(1_000)
    assert seen == [{"n": 1}] * 3


def test_a_flow_that_it_starts_goes_on_by_itself(world, deploy):
    did = []

    def later():
        time.sleep(10)
        did.append(world.elapsed_s)

    assert deploy(lambda event, context: world.spawn(later).done)() is False
    time.sleep(20)
    assert did == [10.0]


def test_a_world_that_closes_ends_its_handlers_where_they_stand():
    did = []

    def handler(event, context):
        try:
            time.sleep(100)
        finally:
            did.append("cleaned up")

    with World(seed=7) as world:
        world.deploy(handler, timeout_s=900, **WARM)
        boto3.client("lambda").invoke(FunctionName="handler", InvocationType="Event")
        time.sleep(5)
    assert did == ["cleaned up"]
    assert [line.split()[0] for line in world.logs("handler")[0].lines] == ["START"]


@pytest.mark.parametrize("wrong", [-1, float("nan"), "1", None])
def test_a_declared_time_that_is_none_is_told_at_once(world, wrong):
    function = world.deploy(
        lambda event, context: None, name="f", cold_start_s=0, takes_s=lambda event: wrong
    )
    with pytest.raises(ValueError, match=r"takes_s for this event is .*: give 0 or more seconds"):
        world.lambda_.runtime.invoke(function, {})
    assert function.running == 0
