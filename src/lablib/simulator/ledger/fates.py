"""What can become of a record, and how the ledger tells of one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class Fate(IntEnum):
    """Where a record is now."""

    WAITING = 0
    IN_FLIGHT = 1
    REJECTED = 2
    GIVEN_UP = 3
    STORED = 4
    READ = 5
    EXPIRED = 6
    HANDLED = 7
    FILTERED_OUT = 8
    SENT_TO_DESTINATION = 9
    DROPPED_BY_RETRIES = 10
    DROPPED_BY_AGE = 11

    @property
    def label(self) -> str:
        """In words, as tables and `World.totals` have it."""
        return self.name.lower().replace("_", " ")


@dataclass(frozen=True, slots=True)
class Rejection:
    """The last time that a record was throttled or failed. `shard_id` is None if the whole call failed."""

    at_us: int
    code: str
    shard_id: str | None


@dataclass(frozen=True, slots=True)
class Example:
    """One record as evidence. Times in microseconds since the epoch."""

    content: bytes
    partition_key: str | None
    offered_us: int
    rejection: Rejection | None = None


@dataclass(frozen=True, slots=True)
class Anomaly:
    """A kind of damage (lost, duplicated, reordered, expired), how many records it hit, and the first."""

    kind: str
    count: int
    first: Example | None
