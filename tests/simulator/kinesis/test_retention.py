"""Retention: when a record disappears, what a change of the period does, and when a closed shard goes."""

from small_region import ACCOUNT, HOUR_S, STREAM, SmallRegion, shard_id

from lablib.simulator.kinesis.state import retention
from lablib.simulator.ledger.ledger import Fate

DAY_S = 24 * HOUR_S


def readable(region):
    """What a reader that starts at the oldest record gets now."""
    return region.read(region.iterator("TRIM_HORIZON"))


def set_hours(region, hours):
    longer = hours > region.region.streams[STREAM].retention_h
    operation = f"{'Increase' if longer else 'Decrease'}StreamRetentionPeriod"
    region.call(operation, StreamName=STREAM, RetentionPeriodHours=hours)
    region.at(region.now_s + 30)


def listed(region):
    return [shard["ShardId"] for shard in region.call("ListShards", StreamName=STREAM)["Shards"]]


def test_a_record_can_be_read_for_24_hours_and_not_a_microsecond_longer():
    region = SmallRegion()
    seen = []
    region.put(data=b"first")
    region.at(1)
    region.put(data=b"second")
    for second in (DAY_S - 1, DAY_S, DAY_S + 0.000001, DAY_S + 1, DAY_S + 1.000001):
        region.at(second)
        seen.append((second, readable(region)))
    assert seen == [
        (DAY_S - 1, [b"first", b"second"]),
        (DAY_S, [b"first", b"second"]),
        (DAY_S + 0.000001, [b"second"]),
        (DAY_S + 1, [b"second"]),
        (DAY_S + 1.000001, []),
    ]


def test_an_iterator_whose_record_was_trimmed_moves_on_to_the_trim_horizon():
    region = SmallRegion()
    for second in (0, 100, 200):
        region.at(second)
        region.put()
    region.at(DAY_S - 10)
    iterator = region.iterator("TRIM_HORIZON")
    region.at(DAY_S + 150)
    assert region.read(iterator) == [b"2"]


def test_a_sequence_number_or_time_before_the_trim_horizon_means_the_trim_horizon():
    region = SmallRegion()
    first = region.put()
    region.at(100)
    region.put()
    region.at(DAY_S + 50)
    number = first["SequenceNumber"]
    starts = {"StartingSequenceNumber": number}
    long_ago = region.start_us / 1_000_000 - DAY_S
    assert region.read(region.iterator("AT_SEQUENCE_NUMBER", **starts)) == [b"1"]
    assert region.read(region.iterator("AFTER_SEQUENCE_NUMBER", **starts)) == [b"1"]
    assert region.read(region.iterator("AT_TIMESTAMP", Timestamp=long_ago)) == [b"1"]


def test_a_longer_period_keeps_records_but_brings_none_back():
    region = SmallRegion()
    region.put(data=b"lost")
    region.at(HOUR_S)
    region.put(data=b"kept")
    region.at(DAY_S + 1)
    set_hours(region, 48)
    region.at(2 * DAY_S + HOUR_S)
    assert readable(region) == [b"kept"]
    region.at(2 * DAY_S + HOUR_S + 1)
    assert readable(region) == []


def test_a_shorter_period_hides_older_records_for_good():
    region = SmallRegion()
    set_hours(region, 48)
    region.at(100)
    region.put(data=b"old")
    region.at(HOUR_S)
    region.put(data=b"young")
    region.at(DAY_S + 1_000)
    assert readable(region) == [b"old", b"young"]
    set_hours(region, 24)
    assert readable(region) == [b"young"]
    set_hours(region, 8_760)
    assert readable(region) == [b"young"]


def test_the_ledger_tells_expired_records_from_read_ones():
    region = SmallRegion()
    region.put(data=b"read in time")
    region.at(1)
    region.put(data=b"never read")
    region.at(2)
    region.read(region.iterator(), Limit=1)
    region.at(DAY_S + 2)
    retention.trim(region.region, region.region.streams[STREAM], region.clock.now_us)
    totals = region.ledger.totals(region.clock.now_us)
    assert (totals[Fate.READ], totals[Fate.EXPIRED], totals[Fate.STORED]) == (1, 1, 0)
    assert [(each.kind, each.first.content) for each in region.ledger.anomalies()] == [
        ("expired", b"never read")
    ]


def test_a_closed_shard_is_listed_until_its_last_possible_record_has_expired():
    region = SmallRegion()
    region.put(data=b"in the parent")
    region.at(100)
    region.call("SplitShard", StreamName=STREAM, ShardToSplit=shard_id(0), NewStartingHashKey=str(2**127))
    seen = []
    for second in (129, 130, 130 + DAY_S, 130 + DAY_S + 0.000001):
        region.at(second)
        seen.append((second, [int(name[-1]) for name in listed(region)]))
    assert seen == [
        (129, [0]),
        (130, [0, 1, 2]),
        (130 + DAY_S, [0, 1, 2]),
        (130 + DAY_S + 0.000001, [1, 2]),
    ]


def test_an_expired_shard_can_no_longer_be_read():
    region = SmallRegion()
    region.call("SplitShard", StreamName=STREAM, ShardToSplit=shard_id(0), NewStartingHashKey=str(2**127))
    region.at(30 + DAY_S)
    iterator = region.iterator("TRIM_HORIZON")
    region.at(31 + DAY_S)
    gone = (
        "ResourceNotFoundException",
        f"Shard {shard_id(0)} in stream {STREAM} under account {ACCOUNT} does not exist",
    )
    assert region.refusal("GetRecords", ShardIterator=iterator) == gone
    start = {"StreamName": STREAM, "ShardId": shard_id(0), "ShardIteratorType": "TRIM_HORIZON"}
    assert region.refusal("GetShardIterator", **start) == gone


def test_the_number_of_an_expired_shard_is_not_used_again():
    region = SmallRegion()
    region.call("SplitShard", StreamName=STREAM, ShardToSplit=shard_id(0), NewStartingHashKey=str(2**127))
    region.at(31 + DAY_S)
    assert listed(region) == [shard_id(1), shard_id(2)]
    region.call("MergeShards", StreamName=STREAM, ShardToMerge=shard_id(1), AdjacentShardToMerge=shard_id(2))
    region.at(61 + DAY_S)
    assert listed(region) == [shard_id(1), shard_id(2), shard_id(3)]
