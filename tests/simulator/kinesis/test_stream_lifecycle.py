"""Streams come into being, are described, and go, on virtual time."""

from __future__ import annotations

import pytest

from lablib.simulator import limits
from lablib.simulator.api.errors import AwsError
from lablib.simulator.kinesis.operations.quotas import check_shard_quota
from lablib.simulator.ledger.ledger import Fate

ACCOUNT = limits.ACCOUNT_ID
ARN = f"arn:aws:kinesis:us-east-1:{ACCOUNT}:stream/usage"


def test_a_stream_is_creating_for_ten_seconds(kinesis) -> None:
    kinesis("CreateStream", StreamName="usage", ShardCount=1)

    assert kinesis.statuses(until_s=30) == [(0, "CREATING"), (10, "ACTIVE")]


def test_a_deleted_stream_is_deleting_for_ten_seconds_and_its_name_is_free_again(kinesis) -> None:
    kinesis.create()
    kinesis("DeleteStream", StreamName="usage")

    assert kinesis.refused("CreateStream", StreamName="usage", ShardCount=1)[0] == "ResourceInUseException"
    assert kinesis.statuses(until_s=30) == [(10, "DELETING"), (20, "gone")]
    kinesis("CreateStream", StreamName="usage", ShardCount=1)
    assert kinesis.statuses(until_s=60) == [(30, "CREATING"), (40, "ACTIVE")]


def test_shards_cut_the_hash_keys_evenly_and_are_not_shown_before_the_stream_is_active(kinesis) -> None:
    kinesis("CreateStream", StreamName="usage", ShardCount=3)
    assert kinesis("DescribeStream", StreamName="usage")["StreamDescription"]["Shards"] == []

    kinesis.at(10)

    shards = kinesis("DescribeStream", StreamName="usage")["StreamDescription"]["Shards"]
    # The ranges that AWS gives to three shards, recorded at https://github.com/mhart/kinesalite.
    assert [(shard["ShardId"], *shard["HashKeyRange"].values()) for shard in shards] == [
        ("shardId-000000000000", "0", "113427455640312821154458202477256070484"),
        (
            "shardId-000000000001",
            "113427455640312821154458202477256070485",
            "226854911280625642308916404954512140969",
        ),
        (
            "shardId-000000000002",
            "226854911280625642308916404954512140970",
            "340282366920938463463374607431768211455",
        ),
    ]
    numbers = [shard["SequenceNumberRange"] for shard in shards]
    assert all(
        list(each) == ["StartingSequenceNumber"] and len(each["StartingSequenceNumber"]) == 56
        for each in numbers
    )


def test_the_description_tells_the_defaults(kinesis) -> None:
    kinesis.create()

    assert kinesis("DescribeStreamSummary", StreamName="usage") == {
        "StreamDescriptionSummary": {
            "StreamName": "usage",
            "StreamARN": f"arn:aws:kinesis:us-east-1:{ACCOUNT}:stream/usage",
            "StreamStatus": "ACTIVE",
            "StreamModeDetails": {"StreamMode": "PROVISIONED"},
            "RetentionPeriodHours": 24,
            "StreamCreationTimestamp": 1_793_577_600.0,
            "EnhancedMonitoring": [{"ShardLevelMetrics": []}],
            "EncryptionType": "NONE",
            "OpenShardCount": 1,
            "ConsumerCount": 0,
            "MaxRecordSizeInKiB": 1_024,
        }
    }


def test_an_on_demand_stream_starts_with_four_shards(kinesis) -> None:
    kinesis("CreateStream", StreamName="usage", StreamModeDetails={"StreamMode": "ON_DEMAND"})
    kinesis.at(10)

    summary = kinesis("DescribeStreamSummary", StreamName="usage")["StreamDescriptionSummary"]
    assert (summary["StreamModeDetails"], summary["OpenShardCount"]) == ({"StreamMode": "ON_DEMAND"}, 4)


def test_a_stream_can_be_made_with_tags_and_large_records(kinesis) -> None:
    kinesis.create(MaxRecordSizeInKiB=10_240, Tags={"team": "billing"})

    summary = kinesis("DescribeStreamSummary", StreamName="usage")["StreamDescriptionSummary"]
    assert summary["MaxRecordSizeInKiB"] == 10_240
    assert kinesis("ListTagsForStream", StreamName="usage")["Tags"] == [{"Key": "team", "Value": "billing"}]


def test_a_name_is_taken_from_the_moment_of_the_call(kinesis) -> None:
    kinesis("CreateStream", StreamName="usage", ShardCount=1)

    assert kinesis.refused("CreateStream", StreamName="usage", ShardCount=1) == (
        "ResourceInUseException",
        f"Stream usage under account {ACCOUNT} already exists.",
    )


def test_five_streams_can_be_creating_at_once(kinesis) -> None:
    for number in range(5):
        kinesis("CreateStream", StreamName=f"usage-{number}", ShardCount=1)

    assert kinesis.refused("CreateStream", StreamName="usage-5", ShardCount=1) == (
        "LimitExceededException",
        (
            "This request would have exceed the limit on the number of streams that can simultaneously be in"
            f" CREATING or DELETING for the account {ACCOUNT}. Limit: 5."
        ),
    )
    kinesis.at(10)
    kinesis("CreateStream", StreamName="usage-5", ShardCount=1)


def test_the_shards_of_the_account_are_counted(kinesis) -> None:
    kinesis.create(shards=3)
    limits_told = {
        "ShardLimit": 20_000,
        "OpenShardCount": 3,
        "OnDemandStreamCount": 0,
        "OnDemandStreamCountLimit": 50,
    }
    assert kinesis("DescribeLimits") == limits_told

    assert kinesis.refused("CreateStream", StreamName="more", ShardCount=19_998) == (
        "LimitExceededException",
        (
            f"This request would exceed the shard limit for the account {ACCOUNT} in us-east-1. Current shard"
            " count for the account: 3. Limit: 20000. Number of additional shards that would have resulted"
            " from this request: 19998. Refer to the AWS Service Limits page"
            " (http://docs.aws.amazon.com/general/latest/gr/aws_service_limits.html) for current limits and"
            " how to request higher limits."
        ),
    )


def test_the_last_shard_of_the_quota_can_be_had(kinesis) -> None:
    kinesis.create(shards=3)
    check_shard_quota(kinesis.region, 19_997)

    with pytest.raises(AwsError, match=r"Number of additional shards .* 19998"):
        check_shard_quota(kinesis.region, 19_998)


def test_fifty_streams_can_be_on_demand(kinesis) -> None:
    for number in range(50):
        kinesis("CreateStream", StreamName=f"usage-{number}", StreamModeDetails={"StreamMode": "ON_DEMAND"})
        kinesis.at(10 * (number + 1))

    on_demand = {"StreamName": "one-more", "StreamModeDetails": {"StreamMode": "ON_DEMAND"}}
    assert kinesis.refused("CreateStream", **on_demand)[0] == "LimitExceededException"
    assert kinesis("DescribeLimits")["OnDemandStreamCount"] == 50


def test_the_shard_count_must_go_with_the_mode(kinesis) -> None:
    on_demand = {"StreamMode": "ON_DEMAND"}
    assert kinesis.refused("CreateStream", StreamName="usage", ShardCount=1, StreamModeDetails=on_demand) == (
        "ValidationException",
        "ShardCount is not expected when StreamMode=ON_DEMAND",
    )
    provisioned = {"StreamMode": "PROVISIONED"}
    assert kinesis.refused("CreateStream", StreamName="usage", StreamModeDetails=provisioned) == (
        "ValidationException",
        "ShardCount is missing: a stream with StreamMode=PROVISIONED needs one.",
    )
    assert kinesis("ListStreams")["StreamNames"] == []


@pytest.mark.parametrize(
    ("params", "mode", "shards"),
    [
        ({}, "ON_DEMAND", 4),
        ({"StreamModeDetails": {"StreamMode": "ON_DEMAND"}}, "ON_DEMAND", 4),
        ({"RecordDistributionStrategy": "AUTO"}, "ON_DEMAND", 4),
        ({"ShardCount": 3}, "PROVISIONED", 3),
        ({"ShardCount": 3, "StreamModeDetails": {"StreamMode": "PROVISIONED"}}, "PROVISIONED", 3),
    ],
)
def test_a_stream_without_count_and_mode_has_four_shards(kinesis, params, mode, shards) -> None:
    """Recorded on AWS: LocalStack's `test_create_stream_without_shard_count`. The mode is a model.

    https://github.com/localstack/localstack/blob/main/tests/aws/services/kinesis/test_kinesis.snapshot.json
    """
    kinesis("CreateStream", StreamName="usage", **params)
    kinesis.at(10)
    shown = kinesis("DescribeStream", StreamName="usage")["StreamDescription"]
    assert (shown["StreamModeDetails"]["StreamMode"], len(shown["Shards"])) == (mode, shards)
    assert [shard["ShardId"] for shard in shown["Shards"]] == [f"shardId-{n:012d}" for n in range(shards)]


def test_a_stream_with_consumers_is_deleted_only_on_demand(kinesis) -> None:
    kinesis.create()
    arn = f"arn:aws:kinesis:us-east-1:{ACCOUNT}:stream/usage"
    kinesis("RegisterStreamConsumer", StreamARN=arn, ConsumerName="invoices")

    assert kinesis.refused("DeleteStream", StreamName="usage") == (
        "ResourceInUseException",
        (
            f"DeleteStream can't delete {ACCOUNT}:usage because there are consumers associated with this data"
            " stream. To delete usage anyway, set the EnforceConsumerDeletion parameter to true to force the"
            " deletion of all the consumers that are associated with it."
        ),
    )
    kinesis("DeleteStream", StreamName="usage", EnforceConsumerDeletion=True)
    assert kinesis.statuses(until_s=30) == [(10, "DELETING"), (20, "gone")]


def test_only_an_active_stream_can_be_deleted(kinesis) -> None:
    kinesis("CreateStream", StreamName="usage", ShardCount=1)

    assert kinesis.refused("DeleteStream", StreamName="usage") == (
        "ResourceInUseException",
        f"Stream usage under account {ACCOUNT} not ACTIVE, instead in state CREATING",
    )


def test_the_records_of_a_deleted_stream_are_accounted_for(kinesis) -> None:
    kinesis.create()
    ledger, shard = kinesis.region.ledger, kinesis.region.streams["usage"].shards[0]
    now_us = kinesis.region.clock.now_us
    (row,) = ledger.rows_of([b"event"], now_us)
    ledger.stored([(row, "tenant")], "main")
    shard.log.append(shard.start_sequence + 1, "tenant", b"event", now_us, row)

    kinesis("DeleteStream", StreamName="usage")
    assert ledger.totals(now_us)[Fate.STORED] == 1
    kinesis.at(20)

    assert ledger.totals(now_us)[Fate.EXPIRED] == 1
    assert ledger.balance(now_us) == 0


def test_a_description_shows_a_hundred_shards_at_most(kinesis) -> None:
    kinesis.create(shards=250)
    pages, after = [], {}
    while not pages or pages[-1]["HasMoreShards"]:
        pages.append(
            kinesis("DescribeStream", StreamName="usage", Limit=10_000, **after)["StreamDescription"]
        )
        after = {"ExclusiveStartShardId": pages[-1]["Shards"][-1]["ShardId"]}

    assert [(len(page["Shards"]), page["HasMoreShards"]) for page in pages] == [
        (100, True),
        (100, True),
        (50, False),
    ]
    assert [shard["ShardId"] for page in pages for shard in page["Shards"]] == [
        f"shardId-{n:012d}" for n in range(250)
    ]


def test_streams_are_listed_by_name_a_page_at_a_time(kinesis) -> None:
    for name in ("usage", "audit", "billing"):
        kinesis("CreateStream", StreamName=name, ShardCount=1)

    first = kinesis("ListStreams", Limit=2)
    assert (first["StreamNames"], first["HasMoreStreams"]) == (["audit", "billing"], True)
    for rest in (
        kinesis("ListStreams", NextToken=first["NextToken"]),
        kinesis("ListStreams", ExclusiveStartStreamName="billing"),
    ):
        assert (rest["StreamNames"], rest["HasMoreStreams"]) == (["usage"], False)
        assert "NextToken" not in rest
    assert [each["StreamStatus"] for each in first["StreamSummaries"]] == ["CREATING", "CREATING"]
