"""What a handler's invocation takes, what ends it, and what is left of it."""

from __future__ import annotations

import sys
import time

import boto3
import pytest

from lablib.simulator import limits
from lablib.simulator.lambda_.function.functions import Throttled

WARM = {"cold_start_s": 0.0, "takes_s": 0.0}


def invoke(world, function, event=None):
    return world.lambda_.runtime.invoke(function, event)


def test_its_duration_is_what_it_slept_and_what_it_declares(world):
    def handler(event, context):
        time.sleep(event["sleeps_s"])

    function = world.deploy(handler, cold_start_s=0.0, takes_s=lambda event: event["takes_s"])
    took = [
        invoke(world, function, {"sleeps_s": sleeps_s, "takes_s": takes_s}).log.duration_ms
        for sleeps_s, takes_s in [(0, 0), (1.5, 0), (0, 0.25), (1.5, 0.25)]
    ]
    assert took == [0.0, 1_500.0, 250.0, 1_750.0]


def test_waiting_for_another_service_counts_too(world):
    boto3.client("sqs").create_queue(QueueName="bills")
    world.network.latency_us = lambda: 40_000

    def handler(event, context):
        boto3.client("sqs").get_queue_url(QueueName="bills")

    assert invoke(world, world.deploy(handler, **WARM)).log.duration_ms == 40.0


def test_a_timeout_ends_it_at_the_virtual_second_and_what_it_did_so_far_is_done(world):
    did = []

    def handler(event, context):
        for second in range(10):
            did.append((world.elapsed_s, second))
            time.sleep(1)

    function = world.deploy(handler, timeout_s=3, **WARM)
    outcome = invoke(world, function)
    time.sleep(20)
    assert did == [(0.0, 0), (1.0, 1), (2.0, 2)]
    assert (outcome.ended_us - outcome.began_us, outcome.function_error) == (3_000_000, "Unhandled")
    assert outcome.payload == {
        "errorType": "Sandbox.Timedout",
        "errorMessage": f"RequestId: {outcome.request_id} Error: Task timed out after 3.00 seconds",
    }


def test_code_that_catches_even_its_timeout_never_goes_on(world):
    did = []

    def handler(event, context):
        while True:
            try:
                time.sleep(10)
                did.append("slept")
            except BaseException:  # noqa: BLE001 - as careless code does
                did.append("caught")

    outcome = invoke(world, world.deploy(handler, timeout_s=5, **WARM))
    time.sleep(100)
    assert (outcome.function_error, did) == ("Unhandled", ["caught"])


def test_what_it_declares_can_use_up_its_time_before_it_begins(world):
    did = []
    function = world.deploy(lambda event, context: did.append(1), name="slow", cold_start_s=0.0, takes_s=5)
    assert (invoke(world, function).function_error, did) == ("Unhandled", [])


def test_an_exception_is_told_with_the_handlers_own_lines(world):
    def total(event):
        return event["tokens_in"]

    def handler(event, context):
        return total(event)

    outcome = invoke(world, world.deploy(handler, **WARM), {})
    assert {key: outcome.payload[key] for key in ("errorMessage", "errorType", "requestId")} == {
        "errorMessage": "'tokens_in'",
        "errorType": "KeyError",
        "requestId": outcome.request_id,
    }
    assert [line.partition(", in ")[2].split("\n")[0] for line in outcome.payload["stackTrace"]] == [
        "handler",
        "total",
    ]
    assert outcome.log.lines[1:3] == ["[ERROR] KeyError: 'tokens_in'", "Traceback (most recent call last):"]


def leaves():
    sys.exit(3)


def leaves_quietly():
    raise SystemExit


def is_no_exception():
    raise GeneratorExit("done")


@pytest.mark.parametrize(
    ("end", "kind", "says"),
    [
        (leaves, "Runtime.ExitError", "Runtime exited with error: exit status 3"),
        (leaves_quietly, "Runtime.ExitError", "Runtime exited without providing a reason"),
        (is_no_exception, "Runtime.ExitError", "Runtime exited with error: exit status 1"),
    ],
)
def test_whatever_it_raises_is_a_function_error(world, end, kind, says):
    outcome = invoke(world, world.deploy(lambda event, context: end(), name="ends", **WARM))
    assert outcome.payload["errorType"] == kind
    assert outcome.payload["errorMessage"].endswith(says)


def test_ctrl_c_in_a_handler_reaches_the_learner(world):
    def handler(event, context):
        raise KeyboardInterrupt

    function = world.deploy(handler, **WARM)
    with pytest.raises(KeyboardInterrupt):
        invoke(world, function)
    function.handler = lambda event, context: "again"
    assert invoke(world, function).payload == "again"


@pytest.mark.parametrize(
    ("returned", "payload"),
    [
        (None, None),
        ({"n": 1}, {"n": 1}),
        ((1, 2), [1, 2]),
        ({1: "a"}, {"1": "a"}),
        ("text", "text"),
    ],
)
def test_it_returns_what_json_carries(world, returned, payload):
    function = world.deploy(lambda event, context: returned, name="returns", **WARM)
    assert invoke(world, function).payload == payload


@pytest.mark.parametrize(
    ("returned", "kind", "says"),
    [
        (b"bytes", "Runtime.MarshalError", "Unable to marshal response: "),
        ({"a": object}, "Runtime.MarshalError", "Unable to marshal response: "),
        ("x" * 7_000_000, "Function.ResponseSizeTooLarge", "Response payload size exceeded maximum allowed"),
    ],
    ids=["bytes", "an object", "7 MB"],
)
def test_what_cannot_leave_it_is_a_function_error(world, returned, kind, says):
    outcome = invoke(world, world.deploy(lambda event, context: returned, name="returns", **WARM))
    assert (outcome.payload["errorType"], outcome.function_error) == (kind, "Unhandled")
    assert outcome.payload["errorMessage"].startswith(says)


def test_the_context_tells_who_it_is_and_how_long_it_has(world):
    told = {}

    def handler(event, context):
        told["left_ms"] = [context.get_remaining_time_in_millis()]
        time.sleep(1.25)
        told["left_ms"].append(context.get_remaining_time_in_millis())
        told.update({name: getattr(context, name) for name in names})

    names = (
        "function_name",
        "function_version",
        "invoked_function_arn",
        "memory_limit_in_mb",
        "aws_request_id",
        "log_group_name",
        "log_stream_name",
    )
    outcome = invoke(world, world.deploy(handler, name="bill", timeout_s=5, memory_mb=256, **WARM))
    assert told == {
        "left_ms": [5_000, 3_750],
        "function_name": "bill",
        "function_version": "$LATEST",
        "invoked_function_arn": "arn:aws:lambda:us-east-1:111122223333:function:bill",
        "memory_limit_in_mb": "256",
        "aws_request_id": outcome.request_id,
        "log_group_name": "/aws/lambda/bill",
        "log_stream_name": "2026/11/02/[$LATEST]bill",
    }


def test_the_first_invocation_starts_cold_and_the_next_finds_its_environment_warm(world):
    function = world.deploy(lambda event, context: None, name="bill", cold_start_s=0.8, takes_s=0.0)
    inits_us = []
    for pause_s in (0, 1, limits.FUNCTION_KEPT_WARM_S, limits.FUNCTION_KEPT_WARM_S + 1):
        time.sleep(pause_s)
        inits_us.append(invoke(world, function).log.init_us)
    assert inits_us == [800_000, 0, 0, 800_000]


def test_two_at_once_need_two_environments(world):
    function = world.deploy(lambda event, context: time.sleep(1), name="bill", cold_start_s=0.5, takes_s=0.0)
    flows = [world.spawn(invoke, world, function) for _ in range(2)]
    assert [outcome.log.init_us for outcome in world.join(*flows)] == [500_000, 500_000]
    flows = [world.spawn(invoke, world, function) for _ in range(2)]
    assert [outcome.log.init_us for outcome in world.join(*flows)] == [0, 0]


def test_a_process_that_ended_is_no_warm_environment(world):
    function = world.deploy(lambda event, context: leaves(), name="leaves", cold_start_s=0.5, takes_s=0.0)
    assert [invoke(world, function).log.init_us for _ in range(2)] == [500_000, 500_000]


def test_reserved_concurrency_is_a_fence_in_both_directions(world):
    def handler(event, context):
        time.sleep(1)

    fenced = world.deploy(handler, name="fenced", reserved_concurrency=1, **WARM)
    free = world.deploy(handler, name="free", **WARM)
    world.lambda_.functions.account_concurrency = 3
    running = [world.spawn(invoke, world, each) for each in (fenced, free, free)]
    time.sleep(0.5)
    reasons = []
    for function in (fenced, free):
        with pytest.raises(Throttled) as caught:
            invoke(world, function)
        reasons.append(caught.value.members["Reason"])
    assert reasons == [
        "ReservedFunctionConcurrentInvocationLimitExceeded",
        "ConcurrentInvocationLimitExceeded",
    ]
    world.join(*running)
    assert invoke(world, free).function_error is None


def test_prints_of_handlers_that_run_side_by_side_are_kept_apart(world, capsys):
    def handler(event, context):
        for step in range(3):
            print(event, step)
            time.sleep(1)
        print(event, "to stderr", file=sys.stderr)

    function = world.deploy(handler, name="chatty", timeout_s=60, **WARM)
    flows = [world.spawn(invoke, world, function, name) for name in ("a", "b")]
    print("the cell's own")
    world.join(*flows)
    assert [log.lines[1:-2] for log in world.logs("chatty")] == [
        [f"{name} 0", f"{name} 1", f"{name} 2", f"{name} to stderr"] for name in ("a", "b")
    ]
    assert capsys.readouterr() == ("the cell's own\n", "")


def test_a_log_begins_and_ends_in_lambdas_words(world):
    function = world.deploy(lambda event, context: time.sleep(0.0204), name="bill", cold_start_s=0.25)
    for _ in range(2):
        invoke(world, function)
    cold, warm = (log.lines for log in world.logs("bill"))
    id_ = world.logs("bill")[0].request_id
    took_ms = 20.4 + limits.FUNCTION_TAKES_S * 1_000
    assert cold == [
        f"START RequestId: {id_} Version: $LATEST",
        f"END RequestId: {id_}",
        (
            f"REPORT RequestId: {id_}\tDuration: {took_ms:.2f} ms\tBilled Duration: 273 ms\t"
            "Memory Size: 128 MB\tInit Duration: 250.00 ms"
        ),
    ]
    assert "Billed Duration: 23 ms\tMemory Size: 128 MB" in warm[-1]
    assert "Init Duration" not in warm[-1]


def test_a_handler_that_floods_its_log_keeps_the_beginning(world):
    def handler(event, context):
        for _ in range(1_000):
            print("x" * 999)

    outcome = invoke(world, world.deploy(handler, **WARM))
    assert sum(map(len, outcome.log.printed)) == 262_144
    assert outcome.log.lines[-3] == "(the lab keeps 262144 of 1000000 characters printed)"


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({"timeout_s": 0}, r"timeout_s is 0: give a whole number from 1 to 900 s"),
        ({"timeout_s": 901}, r"timeout_s is 901"),
        ({"memory_mb": 127}, r"memory_mb is 127: give a whole number from 128 to 10240 MB"),
        ({"memory_mb": 10_241}, r"memory_mb is 10241"),
    ],
)
def test_a_setting_that_lambda_does_not_take_is_told(world, settings, says):
    with pytest.raises(ValueError, match=says):
        world.deploy(lambda event, context: None, name="f", **settings)


def test_a_name_that_exists_gets_the_new_handler_and_keeps_its_logs(world):
    first = world.deploy(lambda event, context: 1, name="bill", **WARM)
    invoke(world, first)
    second = world.deploy(lambda event, context: 2, name="bill", timeout_s=9, **WARM)
    assert second is first
    assert (invoke(world, first).payload, first.timeout_s, len(first.logs)) == (2, 9, 2)


def test_the_same_seed_gives_the_same_request_ids(world):
    function = world.deploy(lambda event, context: None, name="bill", **WARM)
    ids = [invoke(world, function).request_id for _ in range(3)]
    assert len(set(ids)) == 3
    with type(world)(seed=7) as again:
        function = again.deploy(lambda event, context: None, name="bill", **WARM)
        assert [invoke(again, function).request_id for _ in range(3)] == ids
