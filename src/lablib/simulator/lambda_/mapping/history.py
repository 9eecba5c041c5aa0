"""What a mapping did, step by step: the timeline behind pictures and tests."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Did(StrEnum):
    """The kinds of steps."""

    SUCCEEDED = "succeeded"
    FAILED = "failed"
    PARTLY = "succeeded in part"
    THROTTLED = "throttled"
    DISCARDED = "discarded after the last try"
    TOO_OLD = "discarded for age"
    EXPIRED = "expired in the stream"
    """Of a batch when it is tried next; of what the lane had not looked at, when retention takes it."""


class Step(NamedTuple):
    """One step with one batch, or with the part of it that the step is about."""

    at_us: int
    ended_us: int
    shard: int
    """The shard's number."""
    lane: int
    """0, or the key group for a ParallelizationFactor above 1."""
    did: Did
    first: int
    """Position in the shard of the first record. Those of a lane of many are not all neighbors."""
    records: int
    depth: int
    """How often the batch was cut in two."""
    checkpoint: int
    """The lane's checkpoint after the step."""
