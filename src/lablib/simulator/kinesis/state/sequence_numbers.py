"""Sequence numbers in the form that AWS issues in practice: 56 digits that start with 49.

AWS documents only that they grow within a shard. The layout below was read off real numbers by the authors of
kinesalite (https://github.com/mhart/kinesalite); the number is these fields in hexadecimal, written in
decimal:

    2 | shard created, s (9) | low digit of shard index (1) | counter (16) | 00 | written, s (9)
      | shard index (8) | 2

The counter is shared by five neighbouring shards, so gaps are normal. Compare as integers, never as text.
"""

from __future__ import annotations

from dataclasses import dataclass

from lablib.simulator import limits

SHARDS_PER_COUNTER = 5
COUNTER_SHIFT = 80
_LAST_COUNTER = 0x7FFF_FFFF_FFFF_FFFF


@dataclass(frozen=True, slots=True)
class Fields:
    """What a sequence number says, times in whole seconds since the epoch."""

    shard_index: int
    shard_created_s: int
    counter: int
    written_s: int


def sequence_base(shard_index: int, created_us: int, at_us: int) -> int:
    """All of a sequence number but its counter, which is added as `counter << COUNTER_SHIFT`."""
    created_s, at_s = created_us // limits.US_PER_S, at_us // limits.US_PER_S
    low_digit = shard_index & 0xF
    return (2 << 184) | (created_s << 148) | (low_digit << 144) | (at_s << 36) | (shard_index << 4) | 2


def encode(shard_index: int, created_us: int, counter: int, at_us: int) -> int:
    """A whole sequence number."""
    return sequence_base(shard_index, created_us, at_us) + (counter << COUNTER_SHIFT)


def first_sequence(shard_index: int, created_us: int) -> int:
    """StartingSequenceNumber of a shard."""
    return encode(shard_index, created_us, 0, created_us)


def last_sequence(shard_index: int, created_us: int, closed_us: int) -> int:
    """EndingSequenceNumber of a shard that was closed at `closed_us`."""
    return encode(shard_index, created_us, _LAST_COUNTER, closed_us)


def decode(sequence: int) -> Fields:
    """The fields of a sequence number. Raises ValueError if it is not of this form."""
    if sequence >> 184 != 2 or sequence & 0xF != 2:
        raise ValueError(
            f"{sequence} is not a sequence number of this form: it must start with 49 and have 56 digits"
        )
    return Fields(
        shard_index=(sequence >> 4) & 0xFFFF_FFFF,
        shard_created_s=(sequence >> 148) & 0xF_FFFF_FFFF,
        counter=(sequence >> COUNTER_SHIFT) & 0xFFFF_FFFF_FFFF_FFFF,
        written_s=(sequence >> 36) & 0xF_FFFF_FFFF,
    )
