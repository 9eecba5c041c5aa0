"""How often an operation may be called in a second."""

from __future__ import annotations

import pytest

from lablib.simulator import limits
from lablib.simulator.api.errors import AwsError
from lablib.simulator.kinesis.operations.call_rates import check_rate, take

ACCOUNT = limits.ACCOUNT_ID
ARN = f"arn:aws:kinesis:us-east-1:{ACCOUNT}:stream/usage"
NAMED = {"StreamName": "usage"}


def is_let_through(kinesis, operation: str, params: dict[str, str], at_ms: int) -> bool:
    try:
        check_rate(kinesis.region, operation, params, at_ms * limits.US_PER_MS)
    except AwsError as error:
        if error.code != "LimitExceededException":
            raise
        return False
    return True


def let_through(kinesis, operation: str, params: dict[str, str], calls: int, at_ms: int = 0) -> int:
    """How many of so many calls at one moment are let through."""
    return sum(is_let_through(kinesis, operation, params, at_ms) for _ in range(calls))


# The numbers of https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html
RATES = [
    ("DescribeLimits", {}, 1),
    ("ListStreams", {}, 5),
    ("CreateStream", NAMED, 5),
    ("DeleteStream", NAMED, 5),
    ("SplitShard", NAMED, 5),
    ("MergeShards", NAMED, 5),
    ("AddTagsToStream", NAMED, 5),
    ("RemoveTagsFromStream", NAMED, 5),
    ("ListTagsForStream", NAMED, 5),
    ("IncreaseStreamRetentionPeriod", NAMED, 5),
    ("DecreaseStreamRetentionPeriod", NAMED, 5),
    ("RegisterStreamConsumer", {"StreamARN": ARN}, 5),
    ("DescribeAccountSettings", {}, 5),
    ("UpdateAccountSettings", {}, 5),
    ("UpdateStreamWarmThroughput", NAMED, 5),
    ("DeregisterStreamConsumer", {"StreamARN": ARN, "ConsumerName": "invoices"}, 5),
    ("ListStreamConsumers", {"StreamARN": ARN}, 5),
    ("DescribeStream", NAMED, 10),
    ("UpdateShardCount", NAMED, 10),
    ("DescribeStreamSummary", NAMED, 20),
    ("DescribeStreamConsumer", {"ConsumerARN": f"{ARN}/consumer/invoices:1"}, 20),
    ("ListShards", NAMED, 1_000),
]


@pytest.mark.parametrize(("operation", "params", "per_second"), RATES)
def test_a_second_holds_so_many_calls(
    kinesis, operation: str, params: dict[str, str], per_second: int
) -> None:
    assert let_through(kinesis, operation, params, calls=per_second + 3) == per_second


def test_no_other_operation_is_limited_by_calls() -> None:
    limited = limits.CALLS_PER_S_ACCOUNT | limits.CALLS_PER_S_STREAM
    assert limited == {operation: per_second for operation, _, per_second in RATES}
    assert not limits.CALLS_PER_S_ACCOUNT.keys() & limits.CALLS_PER_S_STREAM.keys()


def test_a_call_counts_for_the_second_after_it_and_a_refused_one_not_at_all(kinesis) -> None:
    timeline = [
        (ms, is_let_through(kinesis, "DescribeLimits", {}, ms)) for ms in (0, 500, 999, 1_000, 1_999, 2_000)
    ]

    assert timeline == [(0, True), (500, False), (999, False), (1_000, True), (1_999, False), (2_000, True)]


def test_a_limit_of_the_account_is_shared_by_all_streams(kinesis) -> None:
    assert let_through(kinesis, "DescribeStream", {"StreamName": "usage"}, calls=6) == 6
    assert let_through(kinesis, "DescribeStream", {"StreamName": "audit"}, calls=6) == 4


def test_a_limit_of_a_stream_is_its_own_whichever_way_the_stream_is_named(kinesis) -> None:
    assert let_through(kinesis, "ListStreamConsumers", {"StreamARN": ARN}, calls=6) == 5
    assert (
        let_through(kinesis, "ListStreamConsumers", {"StreamARN": ARN.replace("usage", "audit")}, calls=6)
        == 5
    )
    assert let_through(kinesis, "ListShards", {"StreamARN": ARN}, calls=600) == 600
    assert let_through(kinesis, "ListShards", NAMED, calls=600) == 400


def test_each_operation_has_a_limit_of_its_own(kinesis) -> None:
    assert let_through(kinesis, "DescribeStream", NAMED, calls=12) == 10
    assert let_through(kinesis, "DescribeStreamSummary", NAMED, calls=22) == 20


@pytest.mark.parametrize(
    ("operation", "params", "per_second", "message"),
    [
        # Recorded at https://github.com/boto/botocore/pull/821.
        ("DescribeStream", NAMED, 10, f"Rate exceeded for stream usage under account {ACCOUNT}."),
        # Recorded at https://github.com/Graylog2/graylog-plugin-integrations/issues/341.
        ("ListStreams", {}, 5, f"Rate exceeded for account {ACCOUNT}."),
    ],
)
def test_a_refusal_names_the_stream_or_the_account(kinesis, operation, params, per_second, message) -> None:
    assert let_through(kinesis, operation, params, calls=per_second) == per_second

    with pytest.raises(AwsError) as caught:
        check_rate(kinesis.region, operation, params, 0)
    assert caught.value.message == message


def test_the_data_plane_is_not_limited_by_calls(kinesis) -> None:
    assert let_through(kinesis, "PutRecords", NAMED, calls=2_000) == 2_000
    assert kinesis.region.call_times_us == {}


def test_calls_can_be_counted_by_anything(kinesis) -> None:
    answers = [take(kinesis.region, "GetShardIterator", f"usage/{shard}", 2, 0) for shard in (0, 0, 0, 1)]

    assert answers == [True, True, False, True]
