"""May this record be written now? The write limit of one shard, 1,000 records and 1 MiB a second.

AWS documents the rate, not the shape of its window. Two models, to be swapped in `model_choices.py`: a token
bucket that refills all the time (the default), and a window that starts anew with each whole second. Source
of the rate: https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html
"""

from __future__ import annotations

from typing import Protocol

from lablib.simulator import limits


class WriteLimiter(Protocol):
    """What a shard asks before it stores a record."""

    def has_room(self, charge_bytes: int, now_us: int, records: int) -> bool:
        """Whether `admit` would take room for these now."""
        ...

    def admit(self, charge_bytes: int, now_us: int, records: int = 1) -> bool:
        """Take room for `records` records of `charge_bytes` together, or answer False and take nothing."""
        ...

    def used(self, now_us: int) -> tuple[float, float]:
        """How much of the room for records and of the room for bytes is taken, each from 0 to 1."""
        ...

    def resize(self, burst_bytes: int, now_us: int) -> None:
        """From now on a rested shard takes `burst_bytes` at once. No room comes free by that."""
        ...


class TokenBucket:
    """Model: a full bucket holds one second's worth and refills all the time. Exact: counts in millionths."""

    __slots__ = ("_burst_bytes", "_burst_records", "_bytes", "_records", "_then_us")

    def __init__(self, now_us: int, burst_bytes: int | None = None) -> None:
        if burst_bytes is None:
            burst_bytes = limits.SHARD_WRITE_BURST_BYTES
        self._burst_records = limits.SHARD_WRITE_BURST_RECORDS * limits.US_PER_S
        self._burst_bytes = burst_bytes * limits.US_PER_S
        self._records = self._burst_records
        self._bytes = self._burst_bytes
        self._then_us = now_us

    def has_room(self, charge_bytes: int, now_us: int, records: int) -> bool:
        """See `WriteLimiter`."""
        if now_us != self._then_us:
            self._refill(now_us)
        return self._records >= records * limits.US_PER_S and self._bytes >= charge_bytes * limits.US_PER_S

    def admit(self, charge_bytes: int, now_us: int, records: int = 1) -> bool:
        """See `WriteLimiter`."""
        if not self.has_room(charge_bytes, now_us, records):
            return False
        self._records -= records * limits.US_PER_S
        self._bytes -= charge_bytes * limits.US_PER_S
        return True

    def used(self, now_us: int) -> tuple[float, float]:
        """See `WriteLimiter`."""
        if now_us != self._then_us:
            self._refill(now_us)
        return 1 - self._records / self._burst_records, 1 - self._bytes / self._burst_bytes

    def resize(self, burst_bytes: int, now_us: int) -> None:
        """See `WriteLimiter`."""
        self._refill(now_us)
        self._burst_bytes = burst_bytes * limits.US_PER_S
        self._bytes = min(self._burst_bytes, self._bytes)

    def _refill(self, now_us: int) -> None:
        elapsed_us, self._then_us = now_us - self._then_us, now_us
        self._records = min(
            self._burst_records, self._records + elapsed_us * limits.SHARD_WRITE_RECORDS_PER_S
        )
        self._bytes = min(self._burst_bytes, self._bytes + elapsed_us * limits.SHARD_WRITE_BYTES_PER_S)


class AlignedSecond:
    """Model: the counts start at zero with each whole second of the clock.

    Not so what large records took above the 1 MiB of their second: that counts in the seconds after it.
    """

    __slots__ = ("_burst_bytes", "_bytes", "_records", "_second")

    def __init__(self, now_us: int, burst_bytes: int | None = None) -> None:
        self._second = now_us // limits.US_PER_S
        self._burst_bytes = limits.SHARD_WRITE_BURST_BYTES if burst_bytes is None else burst_bytes
        self._records = 0
        self._bytes = 0

    def has_room(self, charge_bytes: int, now_us: int, records: int) -> bool:
        """See `WriteLimiter`."""
        self._begin_second(now_us)
        full = self._records + records > limits.SHARD_WRITE_RECORDS_PER_S
        return not full and self._bytes + charge_bytes <= self._burst_bytes

    def admit(self, charge_bytes: int, now_us: int, records: int = 1) -> bool:
        """See `WriteLimiter`."""
        if not self.has_room(charge_bytes, now_us, records):
            return False
        self._records += records
        self._bytes += charge_bytes
        return True

    def used(self, now_us: int) -> tuple[float, float]:
        """See `WriteLimiter`."""
        self._begin_second(now_us)
        return self._records / limits.SHARD_WRITE_RECORDS_PER_S, self._bytes / self._burst_bytes

    def resize(self, burst_bytes: int, now_us: int) -> None:
        """See `WriteLimiter`."""
        self._burst_bytes = burst_bytes

    def _begin_second(self, now_us: int) -> None:
        """Start the counts anew, if a second has begun since they were last looked at."""
        second = now_us // limits.US_PER_S
        if second != self._second:
            paid_off_bytes = (second - self._second) * limits.SHARD_WRITE_BYTES_PER_S
            self._second, self._records, self._bytes = second, 0, max(0, self._bytes - paid_off_bytes)


class Unlimited:
    """For comparison with an emulator that never throttles."""

    __slots__ = ()

    def __init__(self, now_us: int, burst_bytes: int = 0) -> None:
        pass

    def has_room(self, charge_bytes: int, now_us: int, records: int) -> bool:
        """Always."""
        return True

    def admit(self, charge_bytes: int, now_us: int, records: int = 1) -> bool:
        """Always."""
        return True

    def used(self, now_us: int) -> tuple[float, float]:
        """Nothing, ever."""
        return 0.0, 0.0

    def resize(self, burst_bytes: int, now_us: int) -> None:
        """Nothing to resize."""


def charge_bytes(size_bytes: int, before_bytes: int, unit_bytes: int) -> int:
    """What a record of `size_bytes` costs in a call that already put `before_bytes` into the shard.

    The sizes of one PutRecords call are summed and the sum is rounded up to whole KB; a PutRecord is rounded
    up by itself. Source: https://docs.aws.amazon.com/streams/latest/dev/troubleshooting-producers.html
    """
    rounded_before = -(-before_bytes // unit_bytes) * unit_bytes
    rounded_after = -(-(before_bytes + size_bytes) // unit_bytes) * unit_bytes
    return rounded_after - rounded_before
