"""On-demand streams on the clock: when their shards are split, and what they take before and after.

Minutes are those of the clock: the first whole one lies between the seconds 50 and 110.
"""

from small_region import HASH_END, STREAM, SmallRegion, shard_id

from lablib.simulator import limits
from lablib.simulator.kinesis.state.write_limiter import AlignedSecond

ON_DEMAND = {"StreamModeDetails": {"StreamMode": "ON_DEMAND"}}
KIB = 1_024
EIGHTHS = [eighth * 2**125 for eighth in range(8)]
"""A hash key for each shard of four, twice; and one for each of eight."""


def on_demand(**create):
    return SmallRegion(stream=ON_DEMAND | create, write_limiter=AlignedSecond)


def a_minute(region, hash_keys, size_bytes, begins=50):
    """Each second of a minute, one record of that size to each hash key; none may be refused."""
    for second in range(begins, begins + 60):
        region.at(second)
        assert region.put_all(*[(hash_key, size_bytes) for hash_key in hash_keys]) == "+" * len(hash_keys)


def test_a_stream_begins_with_four_shards_and_doubles_fifteen_minutes_after_a_higher_peak():
    region = on_demand()
    a_minute(region, EIGHTHS, 300 * KIB)  # 2,400 KiB a second: above 2 MiB, half of what four shards take
    second_when_all_fits = {}
    for second in (120, 979, 1_009, 1_010):
        region.at(second)
        second_when_all_fits[second] = region.put_all(*[(hash_key, 800 * KIB) for hash_key in EIGHTHS])

    assert second_when_all_fits == {
        120: "+-+-+-+-",
        979: "+-+-+-+-",
        1_009: "+-+-+-+-",  # UPDATING: it takes what it took before
        1_010: "++++++++",
    }


def test_the_splits_are_seen_in_the_lists_of_shards():
    region = on_demand()
    a_minute(region, EIGHTHS, 300 * KIB)

    timeline = region.shard_timeline(1_200)
    shards = region.call("ListShards", StreamName=STREAM)["Shards"]
    summary = region.call("DescribeStreamSummary", StreamName=STREAM)["StreamDescriptionSummary"]

    assert timeline == [
        (109, "ACTIVE", [0, 1, 2, 3]),
        (980, "UPDATING", [0, 1, 2, 3]),
        (1_010, "ACTIVE", [4, 5, 6, 7, 8, 9, 10, 11]),
    ]
    assert [start for _, start, _ in region.shards()] == EIGHTHS
    assert [shard.get("ParentShardId") for shard in shards] == [None] * 4 + [
        shard_id(parent) for parent in (0, 0, 1, 1, 2, 2, 3, 3)
    ]
    closed = ["EndingSequenceNumber" in shard["SequenceNumberRange"] for shard in shards]
    assert closed == [True] * 4 + [False] * 8
    assert summary["OpenShardCount"] == 8


def test_traffic_up_to_half_of_what_there_is_changes_nothing():
    region = on_demand()
    a_minute(region, EIGHTHS, 250 * KIB)  # 2,000 KiB a second, 500 KiB a shard: neither is above its limit
    assert region.shard_timeline(1_200) == [(109, "ACTIVE", [0, 1, 2, 3])]


def test_one_shard_above_500_kib_is_split_alone_and_in_its_middle():
    region = on_demand()
    a_minute(region, [2**126], 501 * KIB)
    region.at(1_010)
    assert region.shards() == [
        (0, 0, 2**126 - 1),
        (4, 2**126, 3 * 2**125 - 1),
        (5, 3 * 2**125, 2**127 - 1),
        (2, 2**127, 3 * 2**126 - 1),
        (3, 3 * 2**126, HASH_END),
    ]


def test_a_hot_key_stays_capped_at_one_shard_whatever_is_split_around_it():
    region = on_demand()
    answers = {}
    for begins in (50, 1_010, 1_970):  # each round of splits is over when the next minute begins
        a_minute(region, [7], 1_024 * KIB, begins)
        region.at(begins + 60)
        answers[begins + 60] = (len(region.shards()), region.put_all((7, 1_024 * KIB), (7, 10)))
    region.at(2_930)
    assert answers == {110: (4, "+-"), 1_070: (5, "+-"), 2_030: (6, "+-")}
    assert (len(region.shards()), region.put_all((7, 1_024 * KIB), (7, 10))) == (7, "+-")


def test_splits_wait_for_another_change_of_the_stream():
    region = on_demand()
    a_minute(region, [7], 600 * KIB)
    region.at(970)
    region.call("IncreaseStreamRetentionPeriod", StreamName=STREAM, RetentionPeriodHours=48)
    assert region.shard_timeline(1_200) == [
        (970, "UPDATING", [0, 1, 2, 3]),
        (1_030, "ACTIVE", [4, 5, 1, 2, 3]),
    ]


def test_a_stream_that_goes_on_demand_keeps_its_shards_and_scales_from_there():
    region = SmallRegion(shards=2, write_limiter=AlignedSecond)
    a_minute(region, EIGHTHS, 200 * KIB)  # 800 KiB a shard; it is not on demand yet
    region.at(110)
    region.change_mode("ON_DEMAND")
    before = region.shard_timeline(1_100)
    a_minute(region, [7], 600 * KIB, begins=1_130)

    assert before == [(110, "UPDATING", [0, 1]), (140, "ACTIVE", [0, 1])]
    assert region.shard_timeline(2_100)[-1] == (2_090, "ACTIVE", [2, 3, 4, 5])


def test_a_stream_that_is_provisioned_again_keeps_its_shards_and_is_split_no_more():
    region = on_demand()
    a_minute(region, EIGHTHS, 300 * KIB)
    region.at(500)
    region.change_mode("PROVISIONED")
    assert region.shard_timeline(1_200) == [
        (500, "UPDATING", [0, 1, 2, 3]),
        (530, "ACTIVE", [0, 1, 2, 3]),
    ]
    region.scale(5)


def test_a_stream_that_was_deleted_is_split_no_more():
    region = on_demand()
    a_minute(region, EIGHTHS, 300 * KIB)
    region.call("DeleteStream", StreamName=STREAM)
    region.at(1_200)
    assert STREAM not in region.region.streams


def test_small_records_count_by_their_number(monkeypatch):
    monkeypatch.setattr(limits, "SHARD_WRITE_RECORDS_PER_S", 10)
    region = on_demand()
    a_minute(region, EIGHTHS * 3, 100)  # 24 records a second, of 40
    assert [len(shards) for _, _, shards in region.shard_timeline(1_200)] == [4, 4, 5]


def test_in_a_scale_model_each_record_counts_as_so_many():
    region = on_demand()
    region.region.policies.on_demand_weight = 100
    a_minute(region, EIGHTHS, 3 * KIB)  # 2,400 KiB a second of what it stands for
    assert [len(shards) for _, _, shards in region.shard_timeline(1_200)] == [4, 4, 8]
