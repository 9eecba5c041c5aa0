"""ListShards: filters and pages. The stream of these tests was split and merged:

0h            1h            2h
shard 0 ------ 2 ----------- 4 ------
               3 ----------- '
shard 1 ----------------------------
"""

from __future__ import annotations

import base64

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_region import STREAM, SmallRegion

from lablib.simulator import limits
from lablib.simulator.kinesis.state.open_shard import open_shard
from lablib.simulator.kinesis.state.sequence_numbers import last_sequence

H = 3_600  # seconds
ARN = f"arn:aws:kinesis:us-east-1:{limits.ACCOUNT_ID}:stream/usage"


def reshard(kinesis, parents: list[int], ranges: list[tuple[int, int]]) -> None:
    """Close the parents (by index) and open children with these hash ranges, as a split or a merge does."""
    stream, now_us = kinesis.region.streams["usage"], kinesis.region.clock.now_us
    shards = [stream.shards[index] for index in parents]
    for shard in shards:
        shard.closed_us = now_us
        shard.end_sequence = last_sequence(shard.index, shard.created_us, now_us)
    adjacent = shards[1].id if len(shards) > 1 else None
    for start, end in ranges:
        open_shard(kinesis.region, stream, start, end, now_us, shards[0].id, adjacent)


@pytest.fixture
def family(kinesis):
    """The stream of the picture above, at three hours."""
    kinesis.create(shards=2)
    whole = kinesis.region.streams["usage"].shards[0]
    middle = whole.hash_end // 2
    kinesis.at(1 * H)
    reshard(kinesis, [0], [(whole.hash_start, middle), (middle + 1, whole.hash_end)])
    kinesis.at(2 * H)
    reshard(kinesis, [2, 3], [(whole.hash_start, whole.hash_end)])
    kinesis.at(3 * H)
    return kinesis


def listed(kinesis, **params: object) -> list[int]:
    """Indices of the shards that a call answers with."""
    return [
        int(shard["ShardId"].removeprefix("shardId-")) for shard in kinesis("ListShards", **params)["Shards"]
    ]


def seconds(hours: float) -> float:
    return limits.WORLD_START_S + hours * H


FILTERS = [
    ({"Type": "AT_LATEST"}, [1, 4]),
    ({"Type": "AT_TRIM_HORIZON"}, [0, 1]),
    ({"Type": "FROM_TRIM_HORIZON"}, [0, 1, 2, 3, 4]),
    ({"Type": "AFTER_SHARD_ID", "ShardId": "shardId-000000000001"}, [2, 3, 4]),
    ({"Type": "AT_TIMESTAMP", "Timestamp": seconds(0.5)}, [0, 1]),
    ({"Type": "AT_TIMESTAMP", "Timestamp": seconds(1)}, [0, 1, 2, 3]),  # the documented <= and >= count both
    ({"Type": "AT_TIMESTAMP", "Timestamp": seconds(1.5)}, [1, 2, 3]),
    ({"Type": "AT_TIMESTAMP", "Timestamp": seconds(2.5)}, [1, 4]),
    ({"Type": "AT_TIMESTAMP", "Timestamp": seconds(-100)}, [0, 1]),
    ({"Type": "FROM_TIMESTAMP", "Timestamp": seconds(0.5)}, [0, 1, 2, 3, 4]),
    ({"Type": "FROM_TIMESTAMP", "Timestamp": seconds(1.5)}, [1, 2, 3, 4]),
    ({"Type": "FROM_TIMESTAMP", "Timestamp": seconds(2)}, [1, 2, 3, 4]),
    ({"Type": "FROM_TIMESTAMP", "Timestamp": seconds(2.5)}, [1, 4]),
    ({"Type": "FROM_TIMESTAMP", "Timestamp": seconds(-100)}, [0, 1, 2, 3, 4]),
]


@pytest.mark.parametrize(("shard_filter", "indices"), FILTERS)
def test_a_filter_picks_shards_by_when_they_were_open(family, shard_filter, indices) -> None:
    assert listed(family, StreamName="usage", ShardFilter=shard_filter) == indices


def test_expired_shards_are_not_listed(family) -> None:
    timeline = []
    for hour in (3, 24.5, 25.5, 26.5):
        family.at(hour * H)
        at_horizon = listed(family, StreamName="usage", ShardFilter={"Type": "AT_TRIM_HORIZON"})
        timeline.append((hour, listed(family, StreamName="usage"), at_horizon))

    assert timeline == [
        (3, [0, 1, 2, 3, 4], [0, 1]),
        (24.5, [0, 1, 2, 3, 4], [0, 1]),
        (25.5, [1, 2, 3, 4], [1, 2, 3]),
        (26.5, [1, 4], [1, 4]),
    ]


def test_a_shard_tells_its_parents_and_a_closed_one_its_last_sequence_number(family) -> None:
    shards = family("ListShards", StreamARN=ARN)["Shards"]

    parents = [(shard.get("ParentShardId"), shard.get("AdjacentParentShardId")) for shard in shards]
    zero, two, three = (f"shardId-{index:012d}" for index in (0, 2, 3))
    assert parents == [(None, None), (None, None), (zero, None), (zero, None), (two, three)]
    closed = ["EndingSequenceNumber" in shard["SequenceNumberRange"] for shard in shards]
    assert closed == [True, False, True, True, False]


def test_a_listing_can_begin_after_a_shard(family) -> None:
    assert listed(family, StreamName="usage", ExclusiveStartShardId="shardId-000000000002") == [3, 4]


@pytest.mark.parametrize(
    ("kind", "value"),
    [("AFTER_SHARD_ID", "ShardId"), ("AT_TIMESTAMP", "Timestamp"), ("FROM_TIMESTAMP", "Timestamp")],
)
def test_a_filter_that_needs_a_value_says_which(family, kind: str, value: str) -> None:
    code, message = family.refused("ListShards", StreamName="usage", ShardFilter={"Type": kind})

    assert code == "InvalidArgumentException"
    assert f"{kind} needs {value}" in message


def test_a_thousand_shards_are_listed_in_one_answer_at_most(kinesis) -> None:
    kinesis.create(shards=1_200)

    first = kinesis("ListShards", StreamName="usage", MaxResults=10_000)
    rest = kinesis("ListShards", NextToken=first["NextToken"])

    assert (len(first["Shards"]), len(rest["Shards"])) == (1_000, 200)
    assert "NextToken" not in rest


# Listing changes nothing, so all examples may share one stream.
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(page=st.integers(1, 6), shard_filter=st.sampled_from([shard_filter for shard_filter, _ in FILTERS]))
def test_pages_of_any_size_make_up_the_whole_listing(
    family, page: int, shard_filter: dict[str, object]
) -> None:
    query = {"StreamName": "usage", "ShardFilter": shard_filter}
    pages = [family("ListShards", MaxResults=page, **query)]
    while "NextToken" in pages[-1]:
        pages.append(family("ListShards", MaxResults=page, NextToken=pages[-1]["NextToken"]))

    assert all(len(each["Shards"]) == page for each in pages[:-1])
    assert [shard for each in pages for shard in each["Shards"]] == family("ListShards", **query)["Shards"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("StreamName", "usage"),
        ("StreamARN", ARN),
        ("ExclusiveStartShardId", "shardId-000000000000"),
        ("StreamCreationTimestamp", seconds(0)),
        ("ShardFilter", {"Type": "AT_LATEST"}),
    ],
)
def test_a_token_stands_alone(family, name: str, value: object) -> None:
    token = family("ListShards", StreamName="usage", MaxResults=1)["NextToken"]

    assert family.refused("ListShards", NextToken=token, **{name: value}) == (
        "InvalidArgumentException",
        f"NextToken and {name} cannot be provided together.",
    )


def test_a_token_is_good_for_300_seconds(family) -> None:
    token = family("ListShards", StreamName="usage", MaxResults=3)["NextToken"]
    family.at(3 * H + 300)
    assert listed(family, NextToken=token) == [3, 4]

    family.at(3 * H + 300.001)
    assert family.refused("ListShards", NextToken=token)[0] == "ExpiredNextTokenException"


@pytest.mark.parametrize("token", ["nonsense", "bm9uc2Vuc2U=", "WzFd", "e30=", "ä"])
def test_a_token_that_was_not_issued_is_invalid(family, token: str) -> None:
    assert family.refused("ListShards", NextToken=token)[0] == "InvalidArgumentException"


def test_a_token_that_was_changed_on_its_way_is_invalid(family) -> None:
    issued = family("ListShards", StreamName="usage", MaxResults=1)["NextToken"]
    content = base64.b64decode(issued)
    for old, new in ((b'"StreamName"', b'"streamName"'), (b'"usage"', b'["age"]'), (b"000000", b"000001")):
        assert old in content
        forged = base64.b64encode(content.replace(old, new)).decode()
        assert family.refused("ListShards", NextToken=forged)[0] == "InvalidArgumentException"


def test_an_iterator_is_no_token_and_a_token_no_iterator() -> None:
    region = SmallRegion(shards=2)
    token = region.call("ListShards", StreamName=STREAM, MaxResults=1)["NextToken"]
    assert region.refusal("ListShards", NextToken=region.iterator())[0] == "InvalidArgumentException"
    assert region.refusal("GetRecords", ShardIterator=token) == (
        "InvalidArgumentException",
        "Invalid ShardIterator.",
    )


def test_a_token_of_another_operation_is_invalid(family) -> None:
    family("CreateStream", StreamName="audit", ShardCount=1)
    token = family("ListStreams", Limit=1)["NextToken"]

    assert family.refused("ListShards", NextToken=token) == (
        "InvalidArgumentException",
        "Invalid NextToken: ListShards did not issue it.",
    )


def test_a_token_does_not_reach_a_new_stream_of_the_same_name(family) -> None:
    token = family("ListShards", StreamName="usage", MaxResults=1)["NextToken"]
    family("DeleteStream", StreamName="usage")
    family.at(3 * H + 10)
    family.create(shards=3)

    assert family.refused("ListShards", NextToken=token)[0] == "ResourceNotFoundException"


def test_neither_a_name_nor_a_token_is_too_little(kinesis) -> None:
    assert kinesis.refused("ListShards") == (
        "InvalidArgumentException",
        "Either NextToken or StreamName should be provided.",
    )


def test_shards_are_listed_while_the_stream_is_active_or_updating(kinesis) -> None:
    kinesis("CreateStream", StreamName="usage", ShardCount=1)
    assert kinesis.refused("ListShards", StreamName="usage")[0] == "ResourceInUseException"
    kinesis.at(10)
    kinesis("IncreaseStreamRetentionPeriod", StreamName="usage", RetentionPeriodHours=48)
    assert kinesis.status() == "UPDATING"
    assert listed(kinesis, StreamName="usage") == [0]


def test_the_creation_time_that_a_stream_tells_names_it(kinesis) -> None:
    kinesis.at(0.7)
    kinesis.create()
    told = kinesis("DescribeStreamSummary", StreamName="usage")["StreamDescriptionSummary"][
        "StreamCreationTimestamp"
    ]

    assert told == limits.WORLD_START_S
    assert listed(kinesis, StreamName="usage", StreamCreationTimestamp=told) == [0]
    refused = kinesis.refused("ListShards", StreamName="usage", StreamCreationTimestamp=told + 1)
    assert refused[0] == "ResourceNotFoundException"
