"""RecordDistributionStrategy AUTO: the service finds the shards, and order by key is gone."""

from collections import Counter

from small_region import STREAM, SmallRegion

from lablib.simulator.kinesis.state.write_limiter import AlignedSecond

ON_DEMAND = {"StreamModeDetails": {"StreamMode": "ON_DEMAND"}}
AUTO = ON_DEMAND | {"RecordDistributionStrategy": "AUTO"}


def strategy(region, name):
    arn = region.region.streams[STREAM].arn
    params = {"StreamARN": arn, "RecordDistributionStrategy": name}
    return region.call("UpdateStreamRecordDistributionStrategy", **params)


def shards_of(region, *records):
    """The number of the shard that each record of a call went to; "-" if it was refused."""
    entries = [{"Data": b"event", **record} for record in records]
    answers = region.call("PutRecords", StreamName=STREAM, Records=entries)["Records"]
    return [int(answer["ShardId"][-3:]) if "ShardId" in answer else "-" for answer in answers]


def test_records_go_to_the_shards_in_turns_whatever_their_keys():
    region = SmallRegion(stream=AUTO)
    placed = shards_of(
        region,
        {"PartitionKey": "hot"},
        {"PartitionKey": "hot"},
        {"PartitionKey": "hot", "ExplicitHashKey": "0"},
        {},
        {"PartitionKey": "hot"},
    )
    next_call = shards_of(region, {"PartitionKey": "hot"}, {})
    assert (placed, next_call) == ([0, 1, 2, 3, 0], [1, 2])


def test_a_hot_key_has_the_room_of_all_shards():
    key = {"PartitionKey": "hot", "Data": bytes(200_000)}
    refused = {
        name: Counter(shards_of(SmallRegion(stream=stream, write_limiter=AlignedSecond), *[key] * 20))["-"]
        for name, stream in (("by key", ON_DEMAND), ("by the service", AUTO))
    }
    assert refused == {"by key": 15, "by the service": 0}


def test_readers_get_the_records_of_one_key_from_every_shard():
    region = SmallRegion(stream=AUTO)
    for number in range(8):
        region.put("one-key", b"%d" % number)
    region.at(1)
    assert [region.read(region.iterator(shard=shard)) for shard in range(4)] == [
        [b"0", b"4"],
        [b"1", b"5"],
        [b"2", b"6"],
        [b"3", b"7"],
    ]


def test_a_record_without_a_key_is_read_without_one():
    region = SmallRegion(stream=AUTO)
    region.call("PutRecord", StreamName=STREAM, Data=b"no key")
    region.put("unused", b"a key")
    region.at(1)
    keys = [
        [
            record.get("PartitionKey", "absent")
            for record in region.get(region.iterator(shard=shard))["Records"]
        ]
        for shard in range(2)
    ]
    assert keys == [["absent"], ["unused"]]


def test_a_key_that_is_null_is_no_key():
    assert shards_of(SmallRegion(stream=AUTO), {"PartitionKey": None}, {}) == [0, 1]
    by_key = SmallRegion().refusal(
        "PutRecords", StreamName=STREAM, Records=[{"Data": b"1", "PartitionKey": None}]
    )
    assert by_key[0] == "InvalidArgumentException"


def test_an_order_cannot_be_asked_for():
    region = SmallRegion(stream=AUTO)
    number = region.put()["SequenceNumber"]
    code, message = region.refusal(
        "PutRecord", StreamName=STREAM, PartitionKey="t", Data=b"2", SequenceNumberForOrdering=number
    )
    assert code == "InvalidArgumentException"
    assert "SequenceNumberForOrdering" in message


def test_the_strategy_changes_at_once_and_back():
    region = SmallRegion(stream=ON_DEMAND)
    records = [{"PartitionKey": "hot"}] * 3
    by_key = shards_of(region, *records)
    strategy(region, "AUTO")
    spread = (region.status, shards_of(region, *records))
    strategy(region, "USER_PARTITION_KEY")
    code, _ = region.refusal("PutRecord", StreamName=STREAM, Data=b"no key")

    assert len(set(by_key)) == 1
    assert spread == ("ACTIVE", [0, 1, 2])
    assert shards_of(region, *records) == by_key
    assert code == "InvalidArgumentException"


def test_a_new_shard_takes_its_turn():
    region = SmallRegion(stream=AUTO)
    for second in range(50, 110):  # 2,400 KiB in each second of a minute
        region.at(second)
        shards_of(region, *[{"Data": bytes(307_200)}] * 8)
    region.at(1_010)
    assert shards_of(region, *[{}] * 8) == [4, 5, 6, 7, 8, 9, 10, 11]


def test_a_provisioned_stream_has_no_strategy():
    region = SmallRegion()
    refusals = [
        region.refusal("CreateStream", StreamName="x", ShardCount=1, RecordDistributionStrategy="AUTO"),
        region.refusal(
            "UpdateStreamRecordDistributionStrategy",
            StreamARN=region.region.streams[STREAM].arn,
            RecordDistributionStrategy="AUTO",
        ),
    ]
    assert [code for code, _ in refusals] == ["InvalidArgumentException"] * 2
    strategy(region, "USER_PARTITION_KEY")


def test_a_stream_that_becomes_provisioned_places_by_key_again():
    region = SmallRegion(stream=AUTO)
    region.change_mode("PROVISIONED")
    region.at(30)
    assert len(set(shards_of(region, *[{"PartitionKey": "hot"}] * 3))) == 1
