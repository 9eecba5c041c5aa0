"""Where a mapping begins to read: StartingPosition.

Source: https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-parameters.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lablib.kinesis.stream import Shard


class Start:
    """StartingPosition, for the shards that are there when the mapping begins."""

    def __init__(self, kind: str, at_us: int | None, created_us: int) -> None:
        self.kind = kind
        self.at_us = at_us
        self._created_us = created_us

    def includes(self, shard: Shard) -> bool:
        """Whether a shard has anything for the mapping: with LATEST those closed before have not."""
        return self.kind != "LATEST" or shard.closed_us is None or shard.closed_us >= self._created_us

    def position(self, shard: Shard, now_us: int) -> int:
        """Where to begin in a shard. One that opened later is read from its first record."""
        if self.kind == "TRIM_HORIZON" or shard.created_us > self._created_us:
            return shard.log.first
        if self.kind == "LATEST":
            return shard.log.end
        return shard.log.position_at_time(self.at_us or 0)
