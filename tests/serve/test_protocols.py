"""Kinesis in CBOR, CloudWatch in JSON and as a form, and nonsense: what boto3 doesn't send."""

import json
import socket
import time
from http.client import HTTPConnection

import pytest
from botocore.parsers import create_parser
from hypothesis import given
from hypothesis import strategies as st
from hypothesis_profiles import examples

from lablib.serve import cbor
from lablib.simulator.api.errors import AwsError
from lablib.simulator.api.service_model import model_of


def signed(service):
    scope = f"AKIDTEST/20261102/us-east-1/{service}/aws4_request"
    return {"Authorization": f"AWS4-HMAC-SHA256 Credential={scope}, SignedHeaders=host, Signature=0"}


def send(served, headers, body=b"", path="/", method="POST"):
    """Status, headers and body of the answer."""
    connection = HTTPConnection("127.0.0.1", served.port, timeout=10)
    connection.request(method, path, body, headers)
    answer = connection.getresponse()
    said = answer.read()
    connection.close()
    return answer.status, answer.headers, said


def kinesis(served, operation, body, kind="json-1.1"):
    headers = {"X-Amz-Target": f"Kinesis_20131202.{operation}", "Content-Type": f"application/x-amz-{kind}"}
    return send(served, signed("kinesis") | headers, body)


def first_read(served, iterator):
    """The records that GetRecords gives first, in CBOR. A record can be read a moment after it was put."""
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        _, _, body = kinesis(served, "GetRecords", cbor.encode({"ShardIterator": iterator}), "cbor-1.1")
        answer = cbor.decode(body)
        if answer["Records"]:
            return answer["Records"]
        iterator = answer["NextShardIterator"]
    pytest.fail("ten seconds at 60 times the speed, and the record still can't be read")


def test_kinesis_in_cbor_as_the_sdk_for_java_sends_it(served, stream):
    record = {"StreamName": stream, "Data": b"\x00\xff in CBOR", "PartitionKey": "cbor"}
    status, headers, body = kinesis(served, "PutRecord", cbor.encode(record), "cbor-1.1")
    put = cbor.decode(body)
    assert (status, headers["Content-Type"]) == (200, "application/x-amz-cbor-1.1")
    asked = {"StreamName": stream, "ShardId": put["ShardId"], "ShardIteratorType": "AT_SEQUENCE_NUMBER"}
    asked |= {"StartingSequenceNumber": put["SequenceNumber"]}
    _, _, body = kinesis(served, "GetShardIterator", cbor.encode(asked), "cbor-1.1")
    (read,) = first_read(served, cbor.decode(body)["ShardIterator"])
    assert (read["Data"], read["PartitionKey"]) == (record["Data"], "cbor")
    assert 1.7e12 < read["ApproximateArrivalTimestamp"] < 1.9e13  # milliseconds
    status, _, body = kinesis(served, "PutRecord", cbor.encode(record | {"PartitionKey": ""}), "cbor-1.1")
    assert (status, cbor.decode(body)["__type"]) == (400, "ValidationException")


def test_cloudwatch_in_its_three_protocols_gives_the_same(served):
    alarm = {"AlarmName": "none", "StateValue": "OK", "StateReason": "asked"}
    target = {"X-Amz-Target": "GraniteServiceVersion20100801.SetAlarmState"}
    as_json = signed("monitoring") | target | {"Content-Type": "application/x-amz-json-1.0"}
    status, headers, body = send(served, as_json, json.dumps(alarm).encode())
    assert (status, json.loads(body)["__type"]) == (404, "ResourceNotFound")
    assert headers["x-amzn-query-error"] == "ResourceNotFound;Sender"
    as_rpc = signed("monitoring") | {"smithy-protocol": "rpc-v2-cbor", "Content-Type": "application/cbor"}
    path = "/service/GraniteServiceVersion20100801/operation/SetAlarmState"
    status, _, body = send(served, as_rpc, cbor.encode(alarm), path)
    assert (status, cbor.decode(body)["__type"]) == (404, "ResourceNotFound")
    as_form = signed("monitoring") | {"Content-Type": "application/x-www-form-urlencoded"}
    form = b"Action=SetAlarmState&Version=2010-08-01&AlarmName=none&StateValue=OK&StateReason=asked"
    status, _, body = send(served, as_form, form)
    assert (status, b"<Code>ResourceNotFound</Code>" in body) == (404, True)


def test_a_form_puts_an_alarm_and_reads_it_back_in_xml(served):
    headers = signed("monitoring") | {"Content-Type": "application/x-www-form-urlencoded"}
    form = (
        "Action=PutMetricAlarm&AlarmName=by+form&Namespace=AWS%2FKinesis&MetricName=IncomingRecords"
        "&Dimensions.member.1.Name=StreamName&Dimensions.member.1.Value=usage&Statistic=Sum&Period=60"
        "&EvaluationPeriods=1&Threshold=1e6&ComparisonOperator=GreaterThanThreshold&ActionsEnabled=false"
    )
    status, _, body = send(served, headers, form.encode())
    assert (status, body[:24]) == (200, b"<PutMetricAlarmResponse ")
    _, _, body = send(served, headers, b"Action=DescribeAlarms&AlarmNames.member.1=by+form")
    model = model_of("cloudwatch").operation_model("DescribeAlarms")
    answer = {"status_code": 200, "headers": {}, "body": body}
    (alarm,) = create_parser("query").parse(answer, model.output_shape)["MetricAlarms"]
    assert (alarm["AlarmName"], alarm["Threshold"], alarm["ActionsEnabled"]) == ("by form", 1e6, False)
    assert alarm["Dimensions"] == [{"Name": "StreamName", "Value": "usage"}]
    assert alarm["StateUpdatedTimestamp"].tzinfo is not None


KINESIS = {"X-Amz-Target": "Kinesis_20131202.PutRecord", "Content-Type": "application/x-amz-json-1.1"}
CBOR = KINESIS | {"Content-Type": "application/x-amz-cbor-1.1"}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
RPC = {"smithy-protocol": "rpc-v2-cbor", "Content-Type": "application/cbor"}
MALFORMED = {
    "no signature": (KINESIS, b"{}", 403, "MissingAuthenticationTokenException"),
    "half a signature": (KINESIS | {"Authorization": "AWS4"}, b"{}", 403, "IncompleteSignatureException"),
    "no JSON": (signed("kinesis") | KINESIS, b"{", 400, "SerializationException"),
    "a list": (signed("kinesis") | KINESIS, b"[]", 400, "SerializationException"),
    "not UTF-8": (signed("kinesis") | KINESIS, b'{"StreamName":"\xff"}', 400, "SerializationException"),
    "a wrong type": (signed("kinesis") | KINESIS, b'{"StreamName":5}', 400, "SerializationException"),
    "nothing": (signed("kinesis") | KINESIS, b"", 400, "ValidationException"),
    "deep": (signed("kinesis") | KINESIS, b'{"a":' + b"[" * 10**5, 400, "SerializationException"),
    "no CBOR": (signed("kinesis") | CBOR, b"\xbf\x61", 400, "SerializationException"),
    "deep CBOR": (signed("kinesis") | CBOR, b"\x81" * 10**5, 400, "SerializationException"),
    "another key in CBOR": (signed("kinesis") | CBOR, b"\xa1\x01\x02", 400, "ValidationException"),
    "no such operation": (
        signed("kinesis") | {"X-Amz-Target": "Kinesis_20131202.PutRecrd"},
        b"{}",
        400,
        "UnknownOperationException",
    ),
    "not modelled": (
        signed("kinesis") | {"X-Amz-Target": "Kinesis_20131202.SubscribeToShard"},
        b"{}",
        400,
        "NotModelled",
    ),
    "no date": (
        signed("kinesis") | KINESIS | {"X-Amz-Date": "now"},
        b"{}",
        403,
        "IncompleteSignatureException",
    ),
    "another region": (
        {"Authorization": "Credential=A/20261102/eu-west-1/kinesis/aws4_request"} | KINESIS,
        b"{}",
        400,
        "NotModelled",
    ),
    "an action of nobody": (signed("monitoring") | FORM, b"Action=DescribeWeather", 400, "InvalidAction"),
    "a number in words": (
        signed("monitoring") | FORM,
        b"Action=DescribeAlarms&MaxRecords=many",
        400,
        "SerializationException",
    ),
    "what is needed": (signed("monitoring") | FORM, b"Action=DeleteAlarms", 400, "ValidationError"),
    "a path of nobody": (signed("lambda"), b"{}", 404, "UnknownOperationException"),
    "a function that SNS would call": (
        signed("sns") | FORM,
        b"Action=Subscribe&Protocol=lambda&Endpoint=arn%3Aaws%3Alambda%3Aus-east-1%3A111122223333%3Afunction%3Abill",
        400,
        "NotModelled",
    ),
    "RPC without a path": (signed("monitoring") | RPC, b"\xa0", 404, "UnknownOperationException"),
}


@pytest.mark.parametrize("what", MALFORMED)
def test_malformed_requests_get_the_errors_of_aws(served, what):
    headers, body, status, code = MALFORMED[what]
    answered, kept, said = send(served, headers, body)
    assert (answered, code in f"{said.decode(errors='replace')} {kept}") == (status, True)
    assert b"Traceback" not in said


@pytest.mark.parametrize(
    ("raw", "status"),
    [
        (b"nonsense\r\n\r\n", b"400"),
        (b"POST / HTTP/1.1\r\nContent-Length: -5\r\n\r\n", b"400"),
        (b"POST / HTTP/1.1\r\nContent-Length: 99999999999\r\n\r\n", b"413"),
        (b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", b"400"),
        (b"BREW / HTTP/1.1\r\n\r\n", b"501"),
        (b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n", b"403"),
    ],
)
def test_what_is_no_request_is_refused_and_the_connection_goes_on_or_ends(served, raw, status):
    with socket.create_connection(("127.0.0.1", served.port), timeout=10) as client:
        client.sendall(raw)
        said = client.recv(4096)
    assert said.startswith(b"HTTP/1.1 " + status)
    assert b"Traceback" not in said


TEXT = st.text("aé€😀")
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**64 - 1)
    | st.floats(allow_nan=False)
    | TEXT
    | st.binary(),
    lambda inner: st.lists(inner) | st.dictionaries(TEXT, inner),
    max_leaves=5,
)


@examples(20)
@given(st.dictionaries(TEXT, JSON.filter(lambda value: value is not None)))
def test_what_is_written_in_cbor_is_read_as_it_was(value):
    def without_null(each):
        if isinstance(each, dict):
            return {name: without_null(inner) for name, inner in each.items() if inner is not None}
        return [without_null(inner) for inner in each] if isinstance(each, list) else each

    assert cbor.decode(cbor.encode(value)) == without_null(
        value
    )  # a member that is null is one that is absent


@examples(20)
@given(st.binary(max_size=60))
def test_any_bytes_are_a_map_in_cbor_or_refused(body):
    try:
        found = cbor.decode(body)
    except AwsError as error:
        found = {"refused with": error.code}
    assert isinstance(found, dict)
    assert found.get("refused with", "SerializationException") == "SerializationException"
