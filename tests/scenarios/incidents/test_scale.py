"""The scale model's limits: a minute's worth of writes, and reads that weigh more."""

from lablib.scenarios.incidents.scale import HeavyReads, MinuteBucket, policies
from lablib.scenarios.incidents.setup import Setup
from lablib.simulator import limits
from lablib.simulator.limits import US_PER_S

MINUTE_US = 60 * US_PER_S


def test_a_rested_shard_takes_a_minutes_worth_at_once_and_then_as_much_as_time_brings():
    bucket = MinuteBucket(0, 20)
    assert sum(bucket.admit(1, 0) for _ in range(50)) == 20
    assert bucket.used(0) == (1.0, 0.0)
    assert sum(bucket.admit(1, 15 * US_PER_S) for _ in range(50)) == 5
    assert not bucket.admit(1, 15 * US_PER_S + 2_999_999)
    assert bucket.admit(1, 15 * US_PER_S + 3_000_000)
    assert not bucket.has_room(1, 10 * MINUTE_US, 21)
    assert bucket.has_room(1, 10 * MINUTE_US, 20)


def test_a_readers_bytes_close_the_shard_for_as_long_as_what_they_stand_for():
    reads = HeavyReads(0, 1_000)
    reads.charge(10 * limits.SHARD_READ_BYTES_PER_S // 1_000, 0)
    assert not reads.admit(10 * US_PER_S - 1_000)
    assert reads.admit(10 * US_PER_S)


def test_what_a_shard_takes_here_stands_for_a_thousand_a_second():
    model = policies(Setup(shard_takes_a_min=20))
    assert 20 * model.on_demand_weight == 60 * limits.SHARD_WRITE_RECORDS_PER_S
