"""Records of a batch that are past their time: expired in the stream, or too old for the mapping to send.

A batch that is retried for long loses its oldest records first.
Sources: https://docs.aws.amazon.com/streams/latest/dev/kinesis-extended-retention.html and
https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-parameters.html
"""

from __future__ import annotations

from bisect import bisect_left

from lablib.simulator import limits
from lablib.simulator.kinesis.state import retention
from lablib.simulator.lambda_.mapping.batch import Batch
from lablib.simulator.lambda_.mapping.poller import Poller
from lablib.simulator.lambda_.mapping.settings import UNLIMITED, Settings


def count_expired(batch: Batch, poller: Poller, now_us: int) -> int:
    """How many of the batch's first records are past retention; it trims the stream for that if need be.

    Nobody is told about these records.
    """
    if batch.positions and batch.arrival_us[0] < retention.horizon_us(poller.stream, now_us):
        poller.trim(now_us)
    return bisect_left(batch.positions, poller.shard.log.first)


def count_too_old(batch: Batch, settings: Settings, now_us: int) -> int:
    """How many of the batch's first records are older than MaximumRecordAgeInSeconds."""
    most_s = settings.maximum_record_age_s
    if most_s == UNLIMITED:
        return 0
    return bisect_left(batch.arrival_us, now_us - most_s * limits.US_PER_S)
