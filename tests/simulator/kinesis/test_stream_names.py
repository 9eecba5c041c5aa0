"""How a request names its stream: by name, by ARN, or by both if they agree."""

from __future__ import annotations

import pytest

from lablib.simulator import limits

ACCOUNT = limits.ACCOUNT_ID
ARN = f"arn:aws:kinesis:us-east-1:{ACCOUNT}:stream/usage"


def test_a_stream_that_was_never_made_is_not_found(kinesis) -> None:
    for operation in ("DescribeStream", "DescribeStreamSummary", "DeleteStream"):
        assert kinesis.refused(operation, StreamName="usage") == (
            "ResourceNotFoundException",
            f"Stream usage under account {ACCOUNT} not found.",
        )


@pytest.mark.parametrize(
    ("part", "other", "account"),
    [
        (ACCOUNT, "444455556666", "444455556666"),
        ("us-east-1", "eu-west-1", ACCOUNT),
        ("aws:", "aws-cn:", ACCOUNT),
    ],
    ids=["account", "region", "partition"],
)
def test_an_arn_of_another_account_or_region_names_no_stream_of_ours(kinesis, part, other, account) -> None:
    kinesis.create()
    foreign = ARN.replace(part, other)
    for named in ({"StreamARN": foreign}, {"StreamARN": foreign, "StreamName": "usage"}):
        assert kinesis.refused("DescribeStream", **named) == (
            "ResourceNotFoundException",
            f"Stream usage under account {account} not found.",
        )
    assert (
        kinesis.refused("TagResource", ResourceARN=foreign, Tags={"a": "b"})[0] == "ResourceNotFoundException"
    )


def test_a_stream_is_named_by_name_or_arn_or_both_if_they_agree(kinesis) -> None:
    kinesis.create()
    for named in ({"StreamName": "usage"}, {"StreamARN": ARN}, {"StreamName": "usage", "StreamARN": ARN}):
        shown = kinesis("DescribeStreamSummary", **named)["StreamDescriptionSummary"]
        assert shown["StreamARN"] == ARN
    assert kinesis.refused("DescribeStream", StreamName="audit", StreamARN=ARN) == (
        "InvalidArgumentException",
        f"StreamName audit does not match StreamARN {ARN}.",
    )
    assert kinesis.refused("DescribeStream") == (
        "InvalidArgumentException",
        "Either StreamName or StreamARN must be specified.",
    )
