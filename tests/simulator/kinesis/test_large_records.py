"""Records above 1 MiB live from a burst that a shard has saved up; its throughput stays as it is.

Source: https://docs.aws.amazon.com/streams/latest/dev/large-records.html
"""

from __future__ import annotations

import pytest

from lablib.simulator import limits
from lablib.simulator.kinesis.state.write_limiter import AlignedSecond, TokenBucket

ARN = f"arn:aws:kinesis:us-east-1:{limits.ACCOUNT_ID}:stream/usage"


@pytest.mark.parametrize("limiter", [TokenBucket, AlignedSecond])
def test_large_records_add_no_throughput(limiter):
    """Whoever asks for 1 MiB again and again gets the burst of ten, and then one a second."""
    shard = limiter(0, 10 * 2**20)
    admitted = [
        (second, sum(shard.admit(2**20, second * limits.US_PER_S) for _ in range(20)))
        for second in (0, 1, 2, 5, 30)
    ]
    assert admitted == [(0, 10), (1, 1), (2, 1), (5, 3), (30, 10)]


@pytest.mark.parametrize("limiter", [TokenBucket, AlignedSecond])
def test_a_larger_maximum_gives_a_shard_room_for_a_burst_and_none_for_free(kinesis, limiter) -> None:
    kinesis.region.policies.write_limiter = limiter
    kinesis.create(shards=2)
    shards = kinesis.region.streams["usage"].shards

    def admitted(mib: int, records: int = 1) -> list[bool]:
        now_us = kinesis.region.clock.now_us
        return [shard.write_limiter.admit(mib * 2**20, now_us, records) for shard in shards]

    timeline = [(10, admitted(2))]
    kinesis.at(10.5)
    kinesis("UpdateMaxRecordSize", StreamARN=ARN, MaxRecordSizeInKiB=10_240)
    for second, mib, records in ((40.4999, 1, 999), (40.5, 0, 999), (60, 10, 1), (60, 1, 1), (61, 1, 1)):
        kinesis.at(second)
        timeline.append((second, admitted(mib, records)))

    assert timeline == [
        (10, [False, False]),
        (40.4999, [True, True]),
        (40.5, [False, False]),
        (60, [True, True]),
        (60, [False, False]),
        (61, [True, True]),
    ]


def test_a_smaller_maximum_takes_the_room_for_a_burst_away(kinesis) -> None:
    kinesis.create(MaxRecordSizeInKiB=10_240)
    shard = kinesis.region.streams["usage"].shards[0]
    assert shard.write_limiter.admit(10 * 2**20, kinesis.region.clock.now_us)
    kinesis("UpdateMaxRecordSize", StreamARN=ARN, MaxRecordSizeInKiB=1_024)
    kinesis.at(40)
    now_us = kinesis.region.clock.now_us

    assert [shard.write_limiter.admit(size, now_us) for size in (2**20 + 1, 2**20, 1)] == [False, True, False]
