"""What Lambda's API refuses, and with which code, status and words."""

from __future__ import annotations

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import ClientError

OWN = "arn:aws:lambda:us-east-1:111122223333:function"
WARM = {"cold_start_s": 0.0, "takes_s": 0.0}


@pytest.fixture(autouse=True)
def bill(world):
    return world.deploy(lambda event, context: "billed", name="bill", **WARM)


def refused(call, **params):
    """(code, HTTP status, message)."""
    with pytest.raises(ClientError) as caught:
        call(**params)
    answer = caught.value.response
    return answer["Error"]["Code"], answer["ResponseMetadata"]["HTTPStatusCode"], answer["Error"]["Message"]


@pytest.mark.parametrize(
    "name",
    ["bill", "function:bill", "111122223333:function:bill", f"{OWN}:bill", f"{OWN}:bill:$LATEST"],
)
def test_a_function_answers_to_its_name_and_every_part_of_its_arn(client, name):
    assert client.invoke(FunctionName=name)["Payload"].read() == b'"billed"'


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ({"FunctionName": "gone"}, f"{OWN}:gone"),
        ({"FunctionName": "arn:aws:lambda:us-east-1:999999999999:function:bill"}, f"{OWN}:bill"),
        ({"FunctionName": f"{OWN}:bill:PROD"}, f"{OWN}:bill:PROD"),
        ({"FunctionName": "bill", "Qualifier": "7"}, f"{OWN}:bill:7"),
    ],
    ids=["no such function", "another account's", "an alias", "a version"],
)
def test_what_is_not_there_is_not_found(client, asked, shown):
    for call in (client.get_function, client.invoke):
        found = refused(call, **asked)
        assert found == ("ResourceNotFoundException", 404, f"Function not found: {shown}")


@pytest.mark.parametrize("operation", ["get_function", "get_function_configuration", "invoke"])
def test_two_versions_at_once_are_refused_whether_there_are_such_versions_or_not(client, operation):
    for name, qualifier in (("bill:PROD", "7"), (f"{OWN}:bill:$LATEST", "PROD"), ("gone:PROD", "7")):
        assert refused(getattr(client, operation), FunctionName=name, Qualifier=qualifier) == (
            "InvalidParameterValueException",
            400,
            "The derived qualifier from the function name does not match the specified qualifier.",
        )
    assert getattr(client, operation)(FunctionName="bill:$LATEST", Qualifier="$LATEST")


@pytest.mark.parametrize(
    "payload",
    [b"{", b"\xff", b"'x'", b"[" * 100_000],
    ids=["half an object", "no text", "Python", "too deep"],
)
def test_a_payload_that_is_no_json_reaches_no_handler(world, client, payload):
    code, status, _ = refused(client.invoke, FunctionName="bill", Payload=payload)
    assert (code, status) == ("InvalidRequestContentException", 400)
    assert world.logs("bill") == []


@pytest.mark.parametrize(
    ("operation", "params", "says"),
    [
        ("invoke", {"InvocationType": "Sometimes"}, "enum value set: [Event, RequestResponse, DryRun]"),
        ("update_function_configuration", {"Timeout": 0}, "greater than or equal to 1"),
        ("update_function_configuration", {"Timeout": 5_401}, "less than or equal to 5400"),
        ("update_function_configuration", {"MemorySize": 127}, "greater than or equal to 128"),
        ("update_function_configuration", {"MemorySize": 32_769}, "less than or equal to 32768"),
        ("put_function_concurrency", {"ReservedConcurrentExecutions": -1}, "greater than or equal to 0"),
    ],
)
def test_a_value_out_of_bounds_is_a_validation_error_and_changes_nothing(operation, params, says):
    client = boto3.client("lambda", config=Config(parameter_validation=False))
    before = client.get_function(FunctionName="bill")
    code, status, message = refused(getattr(client, operation), FunctionName="bill", **params)
    assert (code, status, says in message) == ("ValidationException", 400, True)
    after = client.get_function(FunctionName="bill")
    assert after["Configuration"] == before["Configuration"]
    assert "Concurrency" not in after


@pytest.mark.parametrize(
    ("setting", "says"),
    [({"Timeout": 901}, "more than 900"), ({"MemorySize": 10_241}, "more than 10240")],
    ids=["Timeout", "MemorySize"],
)
def test_what_only_managed_instances_have_is_refused_and_changes_nothing(client, bill, setting, says):
    code, _, message = refused(client.update_function_configuration, FunctionName="bill", **setting)
    assert (code, says in message) == ("InvalidParameterValueException", True)
    assert (bill.timeout_s, bill.memory_mb) == (3, 128)


@pytest.mark.parametrize(
    ("operation", "params", "name"),
    [
        ("update_function_configuration", {"Environment": {"Variables": {"TABLE": "bills"}}}, "Environment"),
        ("update_function_configuration", {"Handler": "bill.other"}, "Handler"),
        ("invoke", {"ClientContext": "e30="}, "ClientContext"),
    ],
)
def test_a_parameter_that_is_not_modelled_is_told_and_not_overheard(client, operation, params, name):
    code, _, message = refused(getattr(client, operation), FunctionName="bill", **params)
    assert (code, f"does not model {name} of " in message) == ("NotModelled", True)


def test_packaged_code_is_refused_with_the_two_ways_that_there_are(client):
    code, _, message = refused(client.update_function_code, FunctionName="bill", ZipFile=b"PK")
    assert (code, "does not model UpdateFunctionCode" in message) == ("NotModelled", True)
    assert "world.deploy(handler)" in message
    assert "lablib serve --functions handlers.py" in message


def test_an_operation_that_is_not_modelled_names_those_that_are(client):
    code, _, message = refused(client.publish_version, FunctionName="bill")
    assert (code, "does not model PublishVersion" in message, "PutFunctionConcurrency" in message) == (
        "NotModelled",
        True,
        True,
    )


def test_a_marker_of_nobody_is_refused(client):
    assert refused(client.list_functions, Marker="next")[:2] == ("InvalidParameterValueException", 400)


def test_a_dead_letter_target_that_is_wrong_changes_nothing(client, bill):
    wrong = {"DeadLetterConfig": {"TargetArn": "arn:aws:s3:::bucket"}, "Timeout": 9}
    assert refused(client.update_function_configuration, FunctionName="bill", **wrong)[1] == 400
    assert bill.timeout_s == 3


def test_concurrency_for_a_function_that_is_not_there_names_its_latest_version(client):
    asked = {"FunctionName": "gone", "ReservedConcurrentExecutions": 5}
    assert refused(client.put_function_concurrency, **asked) == (
        "ResourceNotFoundException",
        404,
        f"Function not found: {OWN}:gone:$LATEST",
    )


@pytest.mark.parametrize("version", ["$LATEST", "PROD", "7"])
@pytest.mark.parametrize("operation", ["put_function_concurrency", "delete_function_concurrency"])
def test_concurrency_is_reserved_for_a_function_and_not_for_a_version(client, bill, operation, version):
    params = {"ReservedConcurrentExecutions": 5} if operation.startswith("put") else {}
    assert refused(getattr(client, operation), FunctionName=f"{OWN}:bill:{version}", **params) == (
        "InvalidParameterValueException",
        400,
        (
            "This operation is permitted on Lambda functions only. Aliases and versions do not support this "
            "operation. Please specify either a function name or an unqualified function ARN."
        ),
    )
    assert bill.reserved_concurrency is None
