"""The service's own check of parameters. Texts: as recorded from AWS by the authors of kinesalite."""

from __future__ import annotations

from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lablib.simulator.api import constraints
from lablib.simulator.api.errors import AwsError
from lablib.simulator.api.service_model import model_of

KINESIS = model_of("kinesis")
check = partial(constraints.check, "kinesis")


def refusal(operation: str, params: object) -> tuple[str, str]:
    with pytest.raises(AwsError) as caught:
        check(operation, params)
    return caught.value.code, caught.value.message


def violations(operation: str, params: object) -> list[str]:
    code, message = refusal(operation, params)
    assert code == "ValidationException"
    count, _, listed = message.partition(" detected: ")
    found = listed.split("; ")
    assert count == (f"{len(found)} validation errors" if len(found) > 1 else "1 validation error")
    return found


def entry(key: object = "tenant-1", data: object = b"{}", **more: object) -> dict[str, object]:
    return {"PartitionKey": key, "Data": data, **more}


ONE_ERROR = [
    pytest.param(
        "PutRecords",
        {"StreamName": "usage", "Records": [entry()] * 501},
        "Value '[...]' at 'records' failed to satisfy constraint: Member must have length less than or equal"
        " to 500",
        id="501 records",
    ),
    pytest.param(
        "PutRecords",
        {"StreamName": "usage", "Records": [entry(), entry(key="k" * 257)]},
        f"Value '{'k' * 257}' at 'records.2.member.partitionKey' failed to satisfy constraint: "
        "Member must have length less than or equal to 256",
        id="a partition key of 257 characters, counted from 1",
    ),
    pytest.param(
        "PutRecord",
        {"StreamName": "usage", **entry(key="")},
        "Value '' at 'partitionKey' failed to satisfy constraint: Member must have length greater than or"
        " equal to 1",
        id="an empty partition key",
    ),
    pytest.param(
        "PutRecords",
        {"StreamName": "usage", "Records": [entry(ExplicitHashKey="01")]},
        "Value '01' at 'records.1.member.explicitHashKey' failed to satisfy constraint: "
        r"Member must satisfy regular expression pattern: 0|([1-9]\d{0,38})",
        id="a hash key that is no number",
    ),
    pytest.param(
        "PutRecord",
        {"StreamName": "usage", **entry(data=bytes(10_485_761))},
        "Value 'java.nio.HeapByteBuffer[pos=0 lim=10485761 cap=10485761]' at 'data' failed to satisfy"
        " constraint: Member must have length less than or equal to 10485760",
        id="a byte more than 10 MiB",
    ),
    pytest.param(
        "CreateStream",
        {"ShardCount": 1},
        "Value null at 'streamName' failed to satisfy constraint: Member must not be null",
        id="no stream name",
    ),
    pytest.param(
        "CreateStream",
        {"StreamName": "usage", "ShardCount": 1, "StreamModeDetails": {}},
        "Value null at 'streamModeDetails.streamMode' failed to satisfy constraint: Member must not be null",
        id="a required member of a structure inside",
    ),
    pytest.param(
        "GetRecords",
        {"ShardIterator": "x", "Limit": 10_001},
        "Value '10001' at 'limit' failed to satisfy constraint: Member must have value less than or equal to"
        " 10000",
        id="a number above its range",
    ),
    pytest.param(
        "UpdateShardCount",
        {"StreamName": "usage", "TargetShardCount": 2, "ScalingType": "DOUBLE"},
        "Value 'DOUBLE' at 'scalingType' failed to satisfy constraint: Member must satisfy enum value set:"
        " [UNIFORM_SCALING]",
        id="not one of the values",
    ),
    pytest.param(
        "AddTagsToStream",
        {"StreamName": "usage", "Tags": {"": "x"}},
        "Value '{=x}' at 'tags' failed to satisfy constraint: Map keys must satisfy constraint: [Member must"
        " have length less than or equal to 128, Member must have length greater than or equal to 1]",
        id="a tag without a key",
    ),
    pytest.param(
        "AddTagsToStream",
        {"StreamName": "usage", "Tags": {"k": "v" * 257}},
        f"Value '{{k={'v' * 257}}}' at 'tags' failed to satisfy constraint: Map value must satisfy"
        " constraint: [Member must have length less than or equal to 256, Member must have length greater"
        " than or equal to 0]",
        id="a tag with too long a value",
    ),
    pytest.param(
        "RemoveTagsFromStream",
        {"StreamName": "usage", "TagKeys": ["a", ""]},
        "Value '[a, ]' at 'tagKeys' failed to satisfy constraint: Member must satisfy constraint: [Member"
        " must have length less than or equal to 128, Member must have length greater than or equal to 1]",
        id="an element of a list of texts",
    ),
]


@pytest.mark.parametrize(("operation", "params", "text"), ONE_ERROR)
def test_a_violation_is_told_in_awss_words(operation: str, params: dict[str, object], text: str) -> None:
    assert violations(operation, params) == [text]


def test_all_violations_of_a_call_are_told_together() -> None:
    recorded = {
        (
            "Value '0' at 'shardCount' failed to satisfy constraint: Member must have value greater than or"
            " equal to 1"
        ),
        (
            "Value '' at 'streamName' failed to satisfy constraint: "
            "Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+"
        ),
        (
            "Value '' at 'streamName' failed to satisfy constraint: Member must have length greater than or"
            " equal to 1"
        ),
    }

    found = violations("CreateStream", {"StreamName": "", "ShardCount": 0})

    assert set(found) == recorded
    assert len(found) == 3


def test_ten_violations_are_told_at_most() -> None:
    found = violations("PutRecords", {"StreamName": "usage", "Records": [entry(key="")] * 12})

    assert found == [
        f"Value '' at 'records.{position}.member.partitionKey' failed to satisfy constraint: "
        "Member must have length greater than or equal to 1"
        for position in range(1, 11)
    ]


WRONG_TYPES = [
    (
        "CreateStream",
        {"StreamName": 7},
        "class com.amazon.coral.value.json.numbers.TruncatingBigNumber can not be converted to an String",
    ),
    ("CreateStream", {"StreamName": True}, "class java.lang.Boolean can not be converted to an String"),
    ("CreateStream", {"StreamName": ["usage"]}, "Start of list found where not expected"),
    ("CreateStream", {"StreamName": {}}, "Start of structure or map found where not expected."),
    ("CreateStream", {"ShardCount": "2"}, "class java.lang.String can not be converted to an Integer"),
    ("CreateStream", {"ShardCount": True}, "class java.lang.Boolean can not be converted to an Integer"),
    ("CreateStream", {"StreamModeDetails": "ON_DEMAND"}, "Expected null"),
    ("PutRecords", {"Records": "x"}, "Expected list or null"),
    (
        "PutRecords",
        {"Records": [entry(data="text")]},
        "class java.lang.String can not be converted to a Blob",
    ),
    ("AddTagsToStream", {"Tags": "x"}, "Expected map or null"),
    ("AddTagsToStream", {"Tags": {"k": True}}, "class java.lang.Boolean can not be converted to an String"),
    ("RemoveTagsFromStream", {"TagKeys": [{}]}, "Start of structure or map found where not expected."),
    ("DescribeLimits", [], "Start of list found where not expected"),
]


@pytest.mark.parametrize(("operation", "params", "text"), WRONG_TYPES)
def test_a_value_of_another_json_type_cannot_be_read(operation: str, params: object, text: str) -> None:
    assert refusal(operation, params) == ("SerializationException", text)


def test_null_is_the_same_as_absent_and_unknown_members_are_ignored() -> None:
    check(
        "PutRecords",
        {"StreamName": "usage", "StreamARN": None, "Colour": "red", "Records": [entry(ExplicitHashKey=None)]},
    )


def test_the_limits_themselves_are_allowed() -> None:
    full = entry(key="k" * 256, data=b"", ExplicitHashKey="9" * 39)
    check("PutRecords", {"StreamName": "a" * 128, "Records": [full] * 500})


@pytest.mark.parametrize("operation", KINESIS.operation_names)
def test_an_empty_call_lacks_exactly_what_the_model_requires(operation: str) -> None:
    shape = KINESIS.operation_model(operation).input_shape
    required = shape.required_members if shape else []
    if not required:
        check(operation, {})
        return
    lacking = {f"{name[0].lower()}{name[1:]}" for name in required}
    assert {text.split("'")[1] for text in violations(operation, {})} == lacking


KEYS = st.text(max_size=3) | st.integers(250, 260).map(lambda length: "é" * length)
HASH_KEYS = (
    st.none()
    | st.text("0123456789-x\n\N{ARABIC-INDIC DIGIT ONE}", max_size=4)
    | st.integers(37, 41).map(lambda length: "1" * length)
)


def is_hash_key(text: str) -> bool:
    if text == "0":
        return True
    digits = all("0" <= character <= "9" for character in text)
    return digits and 1 <= len(text) <= 39 and text[0] != "0"


@given(st.lists(st.tuples(KEYS, HASH_KEYS), min_size=1, max_size=4))
def test_each_bad_key_and_hash_key_is_found_and_nothing_else(pairs: list[tuple[str, str | None]]) -> None:
    records = [entry(key=key, ExplicitHashKey=hash_key) for key, hash_key in pairs]
    wrong = set()
    for position, (key, hash_key) in enumerate(pairs, 1):
        if not 1 <= len(key) <= 256:
            wrong.add(f"records.{position}.member.partitionKey")
        if hash_key is not None and not is_hash_key(hash_key):
            wrong.add(f"records.{position}.member.explicitHashKey")

    try:
        check("PutRecords", {"StreamName": "usage", "Records": records})
        found = set()
    except AwsError as error:
        found = {text.split("' failed to satisfy")[0] for text in error.message.split(" at '")[1:]}

    assert found == wrong
