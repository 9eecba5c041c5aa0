"""The model choices of Kinesis in one place, each to be swapped by whoever makes the region."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from lablib.simulator import limits
from lablib.simulator.kinesis.state.read_limiter import ReadLimiter, SharedReadLimiter
from lablib.simulator.kinesis.state.stream import Stream
from lablib.simulator.kinesis.state.write_limiter import TokenBucket, WriteLimiter


@dataclass(slots=True)
class Policies:
    """How the shards of a world behave where AWS documents nothing precise.

    What is not given is read from `limits.py` when this is made.
    """

    write_limiter: Callable[[int, int], WriteLimiter] = TokenBucket
    """Called with (now_us, burst_bytes) for each new shard."""
    read_limiter: Callable[[int], ReadLimiter] = SharedReadLimiter
    """Called with (now_us) for each new shard."""
    charge_unit_bytes: int = field(default_factory=lambda: limits.THROTTLE_CHARGE_UNIT_BYTES)
    """The write limiter counts in this unit, rounded up; 1 for exact bytes."""
    propagation_delay_us: int = field(
        default_factory=lambda: round(limits.PROPAGATION_DELAY_S * limits.US_PER_S)
    )
    """A record can be read this long after it was stored."""
    poll_every_s: float | None = None
    """A mapping polls a shard so often, or looks for what is pushed to its consumer; None for as on AWS.

    A scale model takes more.
    """
    on_demand_weight: int = 1
    """So many records and bytes the rule of an on-demand stream counts for each: above 1 in a scale model."""
    entry_fault: Callable[[str, str, int], bool] | None = None
    """`(stream_name, operation, now_us)` -> True if this record of a put fails inside the service."""

    empty_read: Callable[[str, int], bool] | None = None
    """`(stream_name, now_us)` -> True if this GetRecords answers without records though some are ahead."""

    def new_write_limiter(self, stream: Stream, now_us: int) -> WriteLimiter:
        """For a shard that opens."""
        return self.write_limiter(now_us, stream.burst_bytes)

    def new_read_limiter(self, now_us: int) -> ReadLimiter:
        """For a shard that opens."""
        return self.read_limiter(now_us)
