"""Functions through plain boto3: invoked, described, set, refused."""

from __future__ import annotations

import base64
import json
import time
from datetime import UTC, datetime, timedelta

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import ClientError, ReadTimeoutError

WARM = {"cold_start_s": 0.0, "takes_s": 0.0}


def double(event, context):
    print("doubling", event["n"])
    return {"n": event["n"] * 2}


def refused(call, **params):
    with pytest.raises(ClientError) as caught:
        call(**params)
    error = caught.value.response
    return error["Error"]["Code"], error["ResponseMetadata"]["HTTPStatusCode"], error


def test_invoke_returns_what_the_handler_returned(world, client):
    world.deploy(double, **WARM)
    answer = client.invoke(FunctionName="double", Payload=b'{"n": 21}', LogType="Tail")
    assert (answer["StatusCode"], answer["ExecutedVersion"], "FunctionError" in answer) == (
        200,
        "$LATEST",
        False,
    )
    assert json.loads(answer["Payload"].read()) == {"n": 42}
    tail = base64.b64decode(answer["LogResult"]).decode().splitlines()
    assert [line.split(" ")[0] for line in tail] == ["START", "doubling", "END", "REPORT"]


def test_an_error_of_the_function_is_http_200_with_a_header(world, client):
    world.deploy(double, **WARM)
    answer = client.invoke(FunctionName="double", Payload=b"{}")
    assert (answer["StatusCode"], answer["FunctionError"]) == (200, "Unhandled")
    assert json.loads(answer["Payload"].read())["errorType"] == "KeyError"


@pytest.mark.parametrize(
    "name", ["double", "double:$LATEST", "arn:aws:lambda:us-east-1:111122223333:function:double"]
)
def test_a_function_is_known_by_name_and_by_arn(world, client, name):
    world.deploy(double, **WARM)
    assert client.get_function(FunctionName=name)["Configuration"]["FunctionName"] == "double"


def test_an_event_is_run_later_and_again_after_errors_one_and_two_minutes_later(world, client):
    ran = []

    def fails(event, context):
        ran.append(world.elapsed_s)
        raise ValueError(event)

    world.deploy(fails, **WARM)
    answer = client.invoke(FunctionName="fails", InvocationType="Event", Payload=b'"x"')
    assert (answer["StatusCode"], answer["Payload"].read()) == (202, b"")
    time.sleep(1_000)
    assert ran == [0.0, 60.0, 180.0]


def test_a_dry_run_runs_nothing(world, client):
    world.deploy(double, **WARM)
    assert client.invoke(FunctionName="double", InvocationType="DryRun")["StatusCode"] == 204
    assert world.logs("double") == []


def test_a_client_loses_patience_and_the_function_goes_on(world):
    did = []

    def slow(event, context):
        time.sleep(100)
        did.append(world.elapsed_s)

    world.deploy(slow, timeout_s=900, **WARM)
    once = Config(read_timeout=60, retries={"total_max_attempts": 1})
    with pytest.raises(ReadTimeoutError):
        boto3.client("lambda", config=once).invoke(FunctionName="slow")
    assert (world.elapsed_s, did) == (60.0, [])
    time.sleep(60)
    assert did == [100.0]


def test_a_handler_invokes_another_function(world, client):
    world.deploy(double, **WARM)

    def outer(event, context):
        answer = boto3.client("lambda").invoke(FunctionName="double", Payload=json.dumps(event).encode())
        return json.loads(answer["Payload"].read())["n"] + 1

    world.deploy(outer, **WARM)
    assert json.loads(client.invoke(FunctionName="outer", Payload=b'{"n": 1}')["Payload"].read()) == 3


def test_what_is_asked_of_no_function_is_not_found(client):
    for call in (client.get_function, client.invoke, client.get_function_concurrency):
        code, status, _ = refused(call, FunctionName="gone")
        assert (code, status) == ("ResourceNotFoundException", 404)


def test_a_payload_that_is_no_json_or_too_large_is_refused(world, client):
    world.deploy(double, **WARM)
    assert refused(client.invoke, FunctionName="double", Payload=b"{")[:2] == (
        "InvalidRequestContentException",
        400,
    )
    large = json.dumps("x" * 6_300_000).encode()
    assert refused(client.invoke, FunctionName="double", Payload=large)[:2] == (
        "RequestEntityTooLargeException",
        413,
    )


def test_no_room_is_429_with_its_reason(world):
    def slow(event, context):
        time.sleep(2)

    world.deploy(slow, reserved_concurrency=1, **WARM)
    once = boto3.client("lambda", config=Config(retries={"total_max_attempts": 1}))
    flow = world.spawn(lambda: once.invoke(FunctionName="slow"))
    time.sleep(1)
    code, status, error = refused(once.invoke, FunctionName="slow")
    assert (code, status, error["Reason"]) == (
        "TooManyRequestsException",
        429,
        "ReservedFunctionConcurrentInvocationLimitExceeded",
    )
    flow.join()


def test_settings_are_described_changed_and_held_to_their_bounds(world, client):
    world.deploy(double, **WARM)
    changed = client.update_function_configuration(FunctionName="double", Timeout=30, MemorySize=512)
    assert (changed["Timeout"], changed["MemorySize"]) == (30, 512)
    assert client.get_function_configuration(FunctionName="double")["Timeout"] == 30
    for wrong in ({"Timeout": 10_000}, {"MemorySize": 100_000}):
        code, status, _ = refused(client.update_function_configuration, FunctionName="double", **wrong)
        assert (code, status) == ("ValidationException", 400)
    assert client.get_function_configuration(FunctionName="double")["Timeout"] == 30


def test_concurrency_is_reserved_told_and_given_up(world, client):
    world.deploy(double, **WARM)
    assert "ReservedConcurrentExecutions" not in client.get_function_concurrency(FunctionName="double")
    client.put_function_concurrency(FunctionName="double", ReservedConcurrentExecutions=900)
    assert client.get_function(FunctionName="double")["Concurrency"] == {"ReservedConcurrentExecutions": 900}
    code, _, error = refused(
        client.put_function_concurrency, FunctionName="double", ReservedConcurrentExecutions=901
    )
    assert (code, "minimum value of [100]" in error["Error"]["Message"]) == (
        "InvalidParameterValueException",
        True,
    )
    client.delete_function_concurrency(FunctionName="double")
    assert "ReservedConcurrentExecutions" not in client.get_function_concurrency(FunctionName="double")


def test_functions_are_listed_by_name_a_page_at_a_time(world, client):
    for name in ("c", "a", "b"):
        world.deploy(double, name=name)
    pages = client.get_paginator("list_functions").paginate(PaginationConfig={"PageSize": 2})
    assert [[each["FunctionName"] for each in page["Functions"]] for page in pages] == [["a", "b"], ["c"]]


def test_cloudwatch_counts_what_ran_what_failed_and_what_was_turned_away(world, client):
    world.deploy(double, reserved_concurrency=1, cold_start_s=0.0, takes_s=0.5)
    once = boto3.client("lambda", config=Config(retries={"total_max_attempts": 1}))
    flow = world.spawn(lambda: once.invoke(FunctionName="double", Payload=b'{"n": 1}'))
    time.sleep(0.1)
    refused(once.invoke, FunctionName="double")
    flow.join()
    client.invoke(FunctionName="double", Payload=b"{}")

    def of(name, statistic):
        end = datetime.now(UTC) + timedelta(minutes=1)
        (point,) = boto3.client("cloudwatch").get_metric_statistics(
            Namespace="AWS/Lambda",
            MetricName=name,
            Dimensions=[{"Name": "FunctionName", "Value": "double"}],
            StartTime=end - timedelta(minutes=5),
            EndTime=end,
            Period=60,
            Statistics=[statistic],
        )["Datapoints"]
        return point[statistic]

    names = ("Invocations", "Errors", "Throttles")
    assert [of(name, "Sum") for name in names] == [2.0, 1.0, 1.0]
    assert (of("Duration", "Average"), of("ConcurrentExecutions", "Maximum")) == (500.0, 1.0)
