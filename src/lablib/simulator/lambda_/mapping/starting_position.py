"""Where a mapping begins to read: StartingPosition.

It decides at the moment at which the mapping first begins to poll: what arrives before that moment is older
than LATEST. Source: https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-parameters.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lablib.simulator import limits

if TYPE_CHECKING:
    from lablib.simulator.kinesis.state.shard import Shard


class Start:
    """StartingPosition and its time; `began_us` is None until the mapping first polls."""

    def __init__(self, kind: str, at_us: int | None) -> None:
        self.kind = kind
        self.at_us = at_us
        self.began_us: int | None = None

    def begin(self, now_us: int) -> None:
        """The mapping begins to poll; only the first time counts."""
        if self.began_us is None:
            self.began_us = now_us

    def includes(self, shard: Shard) -> bool:
        """Whether a shard can have anything for the mapping: with LATEST those closed before have not."""
        return self.kind != "LATEST" or shard.is_open or (shard.closed_us or 0) >= (self.began_us or 0)

    def position(self, shard: Shard) -> int:
        """Where to begin in a shard. One that opened later is read from its first record."""
        log = shard.log
        if self.kind == "TRIM_HORIZON":
            return log.first
        if self.kind == "LATEST":
            return log.position_at_time((self.began_us or 0) + 1)
        at_ms = (self.at_us or 0) // limits.US_PER_MS  # the precision that GetShardIterator gives a time
        return log.position_at_time(at_ms * limits.US_PER_MS)
