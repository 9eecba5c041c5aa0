"""From a partition key to a shard: the key's MD5, a 128-bit number, falls into one open shard's range.

Source: https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecordsRequestEntry.html
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from functools import lru_cache
from hashlib import md5

from lablib.simulator import limits
from lablib.simulator.kinesis.state.shard import Shard

KEPT_KEYS = 65_536


@lru_cache(maxsize=KEPT_KEYS)
def hash_of(partition_key: str) -> int:
    """The 128-bit hash key of a partition key (its UTF-8 bytes)."""
    return int.from_bytes(md5(partition_key.encode(), usedforsecurity=False).digest())


def even_ranges(count: int) -> list[tuple[int, int]]:
    """`count` hash ranges (start, end), both included, that cover everything as CreateStream cuts it."""
    step = (limits.HASH_KEY_MAX + 1) // count
    starts = [step * index for index in range(count)]
    ends = [start - 1 for start in starts[1:]] + [limits.HASH_KEY_MAX]
    return list(zip(starts, ends, strict=True))


class ShardMap:
    """The open shards of a stream by hash range, for look-ups; made anew when the shards change."""

    __slots__ = ("_by_place", "_starts", "shards")

    def __init__(self, open_shards: list[Shard]) -> None:
        self.shards = sorted(open_shards, key=lambda shard: shard.hash_start)
        """By hash range."""
        self._starts = [shard.hash_start for shard in self.shards]
        self._by_place = _Kept(self)

    def shard_of(self, hash_key: int) -> Shard:
        """The open shard whose range holds `hash_key`."""
        return self.shards[bisect_right(self._starts, hash_key) - 1]

    def shards_at(self, places: Iterable[str | int]) -> list[Shard]:
        """The open shard of each place: a partition key, or a hash key."""
        return list(map(self._by_place.__getitem__, places))


class _Kept(dict[str | int, Shard]):
    """Places come again and again, so the shards of the last many are kept."""

    def __init__(self, shard_map: ShardMap) -> None:
        super().__init__()
        self._shard_map = shard_map

    def __missing__(self, place: str | int) -> Shard:
        if len(self) == KEPT_KEYS:
            self.clear()
        hash_key = hash_of(place) if isinstance(place, str) else place
        shard = self[place] = self._shard_map.shard_of(hash_key)
        return shard
