"""Tags of streams and of consumers."""

from __future__ import annotations

import pytest

from lablib.simulator import limits

ACCOUNT = limits.ACCOUNT_ID
ARN = f"arn:aws:kinesis:us-east-1:{ACCOUNT}:stream/usage"
INVALID = (
    "Some tags contain invalid characters. Valid characters: Unicode letters, digits, white space, _ . / = +"
    " - % @ :."
)


def tags(kinesis, arn: str = ARN) -> dict[str, str]:
    return {tag["Key"]: tag["Value"] for tag in kinesis("ListTagsForResource", ResourceARN=arn)["Tags"]}


def test_tags_are_added_overwritten_and_removed(kinesis) -> None:
    kinesis.create()
    told = []
    for operation, params in [
        ("AddTagsToStream", {"StreamName": "usage", "Tags": {"team": "billing", "stage": "lab"}}),
        ("TagResource", {"ResourceARN": ARN, "Tags": {"stage": "production"}}),
        ("RemoveTagsFromStream", {"StreamName": "usage", "TagKeys": ["team", "never-there"]}),
        ("UntagResource", {"ResourceARN": ARN, "TagKeys": ["stage"]}),
    ]:
        kinesis(operation, **params)
        told.append(tags(kinesis))

    assert told == [
        {"team": "billing", "stage": "lab"},
        {"team": "billing", "stage": "production"},
        {"stage": "production"},
        {},
    ]


def test_a_consumer_has_tags_of_its_own(kinesis) -> None:
    kinesis.create(Tags={"team": "billing"})
    consumer = kinesis(
        "RegisterStreamConsumer", StreamARN=ARN, ConsumerName="invoices", Tags={"stage": "lab"}
    )["Consumer"]
    kinesis("TagResource", ResourceARN=consumer["ConsumerARN"], Tags={"owner": "anahit"})

    assert tags(kinesis, consumer["ConsumerARN"]) == {"stage": "lab", "owner": "anahit"}
    assert tags(kinesis) == {"team": "billing"}
    kinesis("UntagResource", ResourceARN=consumer["ConsumerARN"], TagKeys=["stage"])
    assert tags(kinesis, consumer["ConsumerARN"]) == {"owner": "anahit"}


def test_fifty_tags_fit_and_an_overwritten_one_is_not_counted_twice(kinesis) -> None:
    kinesis.create(Tags={f"key-{number}": "" for number in range(50)})
    kinesis("AddTagsToStream", StreamName="usage", Tags={"key-0": "again"})

    assert kinesis.refused("AddTagsToStream", StreamName="usage", Tags={"one-more": ""}) == (
        "InvalidArgumentException",
        (
            f"Failed to add tags to stream usage under account {ACCOUNT} because a given stream cannot have"
            " more than 50 tags associated with it."
        ),
    )
    assert len(tags(kinesis)) == 50


@pytest.mark.parametrize("text", ["a*b", "a#", "<", "tab\t", "a\n"])
def test_some_characters_cannot_be_in_a_tag(kinesis, text: str) -> None:
    kinesis.create()
    for added in ({text: "value"}, {"key": text}):
        assert kinesis.refused("AddTagsToStream", StreamName="usage", Tags=added) == (
            "InvalidArgumentException",
            INVALID,
        )
    assert kinesis.refused("RemoveTagsFromStream", StreamName="usage", TagKeys=[text]) == (
        "InvalidArgumentException",
        INVALID,
    )
    assert tags(kinesis) == {}


def test_letters_of_any_script_can_be_in_a_tag(kinesis) -> None:
    kinesis.create(Tags={"Ձայն 1": "é_./=+-@%:"})

    assert tags(kinesis) == {"Ձայն 1": "é_./=+-@%:"}


def test_a_stream_with_a_bad_tag_is_not_made(kinesis) -> None:
    assert kinesis.refused("CreateStream", StreamName="usage", ShardCount=1, Tags={"a*b": ""})[1] == INVALID
    assert kinesis("ListStreams")["StreamNames"] == []


def test_tags_are_listed_by_key_a_page_at_a_time(kinesis) -> None:
    kinesis.create(Tags={"c": "3", "a": "1", "b": "2"})

    first = kinesis("ListTagsForStream", StreamName="usage", Limit=2)
    rest = kinesis("ListTagsForStream", StreamName="usage", ExclusiveStartTagKey="b")

    assert first == {"Tags": [{"Key": "a", "Value": "1"}, {"Key": "b", "Value": "2"}], "HasMoreTags": True}
    assert rest == {"Tags": [{"Key": "c", "Value": "3"}], "HasMoreTags": False}


@pytest.mark.parametrize(
    ("operation", "params"),
    [
        ("AddTagsToStream", {"StreamName": "usage", "Tags": {"k": "v"}}),
        ("RemoveTagsFromStream", {"StreamName": "usage", "TagKeys": ["k"]}),
        ("TagResource", {"ResourceARN": ARN, "Tags": {"k": "v"}}),
        ("UntagResource", {"ResourceARN": ARN, "TagKeys": ["k"]}),
    ],
)
def test_tags_change_on_an_active_stream_only(kinesis, operation: str, params: dict[str, object]) -> None:
    kinesis("CreateStream", StreamName="usage", ShardCount=1)

    assert kinesis.refused(operation, **params)[0] == "ResourceInUseException"
