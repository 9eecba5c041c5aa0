"""StartingPosition: where a mapping begins to read.

It takes effect when the mapping first begins to poll: for LATEST, a record that arrived before then is old.
Source: https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-parameters.html
"""

from __future__ import annotations

from typing import Any, Self

from lablib.simulator import limits
from lablib.simulator.api.errors import AwsError
from lablib.simulator.kinesis.state.shard import Shard


class StartingPosition:
    """TRIM_HORIZON, LATEST or AT_TIMESTAMP, and the time for the last of them."""

    def __init__(self, kind: str, at_us: int | None = None) -> None:
        self.kind = kind
        self.at_us = at_us
        self.began_us: int | None = None
        """When the mapping first polled; None until then."""

    @classmethod
    def of(cls, params: dict[str, Any], now_us: int) -> Self:
        """From CreateEventSourceMapping. Raises `InvalidParameterValueException` if it makes no sense.

        All texts but those for no timestamp and for one in the future are recorded from AWS:
        https://github.com/localstack/localstack (event_source_mapping/test_api.snapshot.json).
        """
        kind, at_s = params.get("StartingPosition"), params.get("StartingPositionTimestamp")
        if kind is None:
            raise _invalid(
                "1 validation error detected: Value null at 'startingPosition' failed to satisfy constraint: "
                "Member must not be null."
            )
        if kind != "AT_TIMESTAMP" and at_s is not None:
            raise _invalid("Timestamp only valid with StartingPosition AT_TIMESTAMP")
        if kind == "AT_TIMESTAMP" and at_s is None:
            raise _invalid("StartingPositionTimestamp must be given for AT_TIMESTAMP.")
        if at_s is not None and at_s < 0:
            raise _invalid(
                "Received Exception while reading from provided stream. class java.lang.Long can not be "
                "converted to a Timestamp"
            )
        at_us = None if at_s is None else round(at_s * limits.US_PER_S)
        if at_us is not None and at_us > now_us:
            raise _invalid("StartingPositionTimestamp must not be in the future.")
        return cls(kind, at_us)

    def begin(self, now_us: int) -> None:
        """The mapping begins to poll; only the first time counts."""
        if self.began_us is None:
            self.began_us = now_us

    def includes(self, shard: Shard) -> bool:
        """Whether a shard can have records for the mapping: with LATEST, none that was closed before."""
        return self.kind != "LATEST" or shard.is_open or (shard.closed_us or 0) >= (self.began_us or 0)

    def position(self, shard: Shard) -> int:
        """Where to begin in a shard. One that opened later is read from its first record."""
        log = shard.log
        if shard.created_us > (self.began_us or 0):
            return 0
        if self.kind == "TRIM_HORIZON":
            return log.first
        if self.kind == "LATEST":
            return log.position_at_time((self.began_us or 0) + 1)
        at_ms = (self.at_us or 0) // limits.US_PER_MS  # the precision that GetShardIterator gives a time
        return log.position_at_time(at_ms * limits.US_PER_MS)


def _invalid(text: str) -> AwsError:
    return AwsError("InvalidParameterValueException", text)
