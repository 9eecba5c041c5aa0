"""The wire of Kinesis: what a body may be, and what an answer looks like."""

from __future__ import annotations

import json

import pytest

from lablib.simulator.api import constraints
from lablib.simulator.api.errors import AwsError
from lablib.simulator.kinesis.endpoint import contents_of
from lablib.simulator.kinesis.service import error_json, parse, to_json


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"nothing",
        b"[]",
        b'"text"',
        b"\xff",
        b'{"StreamName": "\xff"}',
        b'{"StreamName": "\\ud800"}',
        pytest.param(b'{"Records": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", id="very deep"),
    ],
)
def test_a_body_that_is_no_json_object_is_refused(body):
    with pytest.raises(AwsError, match="the body is not a JSON object") as caught:
        parse("PutRecords", body)
    assert (caught.value.code, caught.value.status) == ("SerializationException", 400)


@pytest.mark.parametrize("blob", ["a", "é", "%%%", "hi there"])
def test_a_blob_that_is_not_base64_is_refused(blob):
    with pytest.raises(AwsError, match="a blob of PutRecord is not base64") as caught:
        parse("PutRecord", f'{{"Data": "{blob}"}}'.encode())
    assert caught.value.code == "SerializationException"


@pytest.mark.parametrize(
    ("operation", "body", "code"),
    [
        ("PutRecord", '{"Data": null, "PartitionKey": "t"}', "ValidationException"),
        ("PutRecord", '{"Data": 7}', "SerializationException"),
        ("PutRecords", '{"Records": null}', "ValidationException"),
        ("PutRecords", '{"Records": 7}', "SerializationException"),
        ("PutRecords", '{"Records": {"Data": "AQI="}}', "SerializationException"),
        ("PutRecords", '{"Records": [null]}', "SerializationException"),
        ("PutRecords", '{"Records": ["Data"]}', "SerializationException"),
        ("PutRecords", '{"Records": [[]]}', "SerializationException"),
    ],
)
def test_a_value_in_the_place_of_a_blob_is_told_as_the_service_tells_it(operation, body, code):
    params = parse(operation, body.encode())
    assert contents_of(operation, params) == []
    with pytest.raises(AwsError) as caught:
        constraints.check("kinesis", operation, params)
    assert (caught.value.code, "base64" in caught.value.message) == (code, False)


def test_blobs_are_bytes_at_every_depth_and_an_empty_body_has_no_parameters():
    assert parse("PutRecord", b'{"Data": "AQI="}') == {"Data": b"\1\2"}
    body = b'{"Records": [{"Data": "AQI=", "PartitionKey": "AQI="}, {"Data": ""}]}'
    assert parse("PutRecords", body) == {
        "Records": [{"Data": b"\1\2", "PartitionKey": "AQI="}, {"Data": b""}]
    }
    assert parse("ListStreams", b"") == {}


def test_an_answer_has_its_blobs_in_base64_and_its_numbers_as_they_are():
    result = {"Data": b"\1\2", "PartitionKey": "Zürich", "Time": 1_793_577_600.123, "Behind": 0}
    assert json.loads(to_json(result)) == result | {"Data": "AQI="}
    error = AwsError("LimitExceededException", "Rate exceeded for \u201cusage\u201d.")
    assert json.loads(error_json(error)) == {"__type": error.code, "message": error.message}
