"""PutRecords is read into columns where nothing is unusual: the same as the general way of reading it."""

from __future__ import annotations

import json
from base64 import b64encode
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lablib.simulator.api import constraints
from lablib.simulator.kinesis.operations.put_columns import Columns, read_columns, sizes_bytes
from lablib.simulator.kinesis.service import parse

RECORD = {"Data": "AQI=", "PartitionKey": "t"}

blobs = st.binary(max_size=12).map(lambda data: b64encode(data).decode()) | st.sampled_from(
    ["A", "AQI", "AR==", "AQ==AQ==", "AQ I=", "-_-_", "=AQI", "====", "é", "\ud800"]
)
texts = st.sampled_from(
    ["", "t", "t" * 256, "t" * 257, "ü" * 256, "日" * 257, "t\n", "\ud800", "usage-events"]
)
numbers = st.sampled_from(["0", "7", "007", "-1", "7\n", "٣", "9" * 39, "9" * 40, "", str(2**128)])
streams = st.sampled_from(
    [
        "arn:aws:kinesis:us-east-1:111122223333:stream/s",
        "arn:aws:kinesis::1:stream/s",
        "s\n",
        "a" * 20 + "-abc",
    ]
)
others = st.sampled_from([None, 7, 1.5, True, [], {}, "t", [None], {"Data": "AQI="}])


def members(required: dict[str, Any], optional: dict[str, Any]) -> st.SearchStrategy[dict[str, Any]]:
    """A structure as it should be, or one with a value of another kind or a member that nobody knows."""
    fitting = st.fixed_dictionaries(required, optional=optional)
    odd = st.dictionaries(st.sampled_from([*required, *optional, "More"]), others, max_size=1)
    return st.one_of(fitting, fitting, fitting, st.builds(lambda one, other: one | other, fitting, odd))


records = members({"Data": blobs}, {"PartitionKey": texts, "ExplicitHashKey": numbers})
requests = members(
    {"Records": st.lists(records, max_size=3)},
    {"StreamName": texts, "StreamARN": streams, "StreamId": streams, "DryRun": st.booleans()},
)


def general(body: bytes) -> dict[str, Any]:
    """The oracle: read and checked member by member."""
    params = parse("PutRecords", body)
    constraints.check("kinesis", "PutRecords", params)
    return params


def quick(body: bytes) -> dict[str, Any] | None:
    """The same from columns, without what is absent; None if the body is left to the general way."""
    checked = read_columns(body)
    if checked is None:
        return None
    columns = checked["Records"]
    assert columns.sizes_bytes == [
        len(key.encode()) + len(data) for key, data in zip(columns.keys, columns.data, strict=True)
    ]
    entries = [
        {name: value for name, value in entry.items() if value not in (None, "")}
        for entry in columns.entries()
    ]
    return {name: value for name, value in checked.items() if value is not None} | {"Records": entries}


@given(requests, st.booleans())
def test_what_is_read_into_columns_is_what_the_general_way_reads(request_, only_ascii):
    body = json.dumps(request_, ensure_ascii=only_ascii).encode(errors="surrogatepass")
    params = quick(body)
    if params is not None:
        assert params == general(body)


@given(st.binary(max_size=40) | st.text(max_size=40).map(str.encode))
def test_a_body_that_is_damaged_is_left_to_the_general_way(damage):
    body = json.dumps({"StreamName": "s", "Records": [RECORD]}).encode()
    assert read_columns(body) is not None
    assert read_columns(body[:-1] + damage) is None or damage.strip() == b"}"


@pytest.mark.parametrize(
    "request_",
    [
        {"Records": [{"Data": ""}]},
        {"Records": [RECORD] * 500, "StreamName": "usage-events", "DryRun": False},
        {"Records": [RECORD | {"ExplicitHashKey": "0", "PartitionKey": "日" * 256}]},
        {"Records": [RECORD], "StreamARN": "arn:aws:kinesis:us-east-1:111122223333:stream/s"},
    ],
)
def test_what_boto3_sends_is_read_into_columns(request_):
    body = json.dumps(request_).encode()
    assert quick(body) == general(body)


@pytest.mark.parametrize(
    "request_",
    [
        {},
        {"Records": []},
        {"Records": [RECORD] * 501},
        {"Records": [RECORD], "More": 1},
        {"Records": [RECORD], "StreamName": None},
        {"Records": [RECORD], "StreamName": "a b"},
        {"Records": [RECORD], "StreamName": "s\n"},
        {"Records": [RECORD], "DryRun": 1},
        {"Records": [RECORD | {"More": 1}]},
        {"Records": [RECORD | {"PartitionKey": None}]},
        {"Records": [RECORD | {"PartitionKey": "日" * 257}]},
        {"Records": [RECORD | {"ExplicitHashKey": "007"}]},
        {"Records": [RECORD | {"ExplicitHashKey": "7\n"}]},
        {"Records": [RECORD | {"ExplicitHashKey": "٣"}]},
        {"Records": [RECORD | {"Data": "AQI"}]},
        {"Records": [RECORD | {"Data": b64encode(bytes(10_485_761)).decode()}]},
    ],
)
def test_what_is_unusual_is_left_to_the_general_way(request_):
    assert read_columns(json.dumps(request_).encode()) is None


def test_sizes_are_of_data_and_key_as_utf_8():
    assert sizes_bytes(["t", "Zürich", ""], [b"12", b"1", b""]) == [3, 8, 0]
    assert sizes_bytes(["t", "tenant"], [b"12", b""]) == [3, 6]


def test_columns_without_hash_keys_have_no_list_of_them():
    body = json.dumps({"Records": [RECORD] * 2}).encode()
    assert read_columns(body)["Records"] == Columns(["t"] * 2, [b"\1\2"] * 2, [3, 3], None)
