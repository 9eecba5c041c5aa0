"""GetRecords across a resharding: the parent to its end, then the children that it names."""

from small_region import HASH_END, SmallRegion, shard_id

HALF = 2**127


def test_reading_goes_on_meanwhile_and_ends_with_the_names_of_the_children():
    region = SmallRegion()
    iterator, seen = region.iterator("TRIM_HORIZON"), []
    for second in (0, 10, 29, 31, 32):
        region.at(second)
        if second == 10:
            region.split(0, HALF)
        if second < 31:
            region.put()
        answer = region.get(iterator)
        seen.append((second, [each["Data"] for each in answer["Records"]]))
        iterator = answer["NextShardIterator"]
    region.at(40)
    final = region.get(iterator)
    assert seen == [
        (0, []),
        (10, [b"0"]),
        (29, [b"1"]),
        (31, [b"2"]),
        (32, []),
    ]
    assert "NextShardIterator" not in final
    assert final["ChildShards"] == [
        {
            "ShardId": shard_id(1),
            "ParentShards": [shard_id(0)],
            "HashKeyRange": {"StartingHashKey": "0", "EndingHashKey": str(HALF - 1)},
        },
        {
            "ShardId": shard_id(2),
            "ParentShards": [shard_id(0)],
            "HashKeyRange": {"StartingHashKey": str(HALF), "EndingHashKey": str(HASH_END)},
        },
    ]


def test_the_last_records_of_a_closed_shard_come_without_an_iterator():
    region = SmallRegion()
    region.split(0, HALF)
    region.at(29.9)
    region.put()
    seen = []
    iterator = region.iterator("TRIM_HORIZON")
    for second in (30, 30.099999, 30.1):
        region.at(second)
        answer = region.get(iterator)
        seen.append((second, len(answer["Records"]), "ChildShards" in answer))
    assert seen == [(30, 0, False), (30.099999, 0, False), (30.1, 1, True)]


def test_both_parents_of_a_merge_lead_to_the_child():
    region = SmallRegion(shards=2)
    region.merge(0, 1)
    region.at(31)
    children = [region.get(region.iterator(shard=shard))["ChildShards"] for shard in (0, 1)]
    expected = {
        "ShardId": shard_id(2),
        "ParentShards": [shard_id(0), shard_id(1)],
        "HashKeyRange": {"StartingHashKey": "0", "EndingHashKey": str(HASH_END)},
    }
    assert children == [[expected], [expected]]


def test_parents_before_children_keeps_the_order_of_a_key_and_children_first_breaks_it():
    region = SmallRegion()
    region.split(0, HALF)
    for second in (10, 20, 40, 50):
        region.at(second)
        region.put("tenant", hash_key=0)
    region.at(60)
    parent, child = region.read(region.iterator(shard=0)), region.read(region.iterator(shard=1))
    assert parent + child == [b"0", b"1", b"2", b"3"]
    assert child + parent == [b"2", b"3", b"0", b"1"]
