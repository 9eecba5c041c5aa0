"""The rule by which an on-demand stream gets more shards. Pure: fed minute by minute, it knows no stream.

AWS keeps room for twice the highest write throughput of the last 30 days, at least 4 MB and 4,000 records a
second, and splits a shard that carries more than 500 KB a second; both within 15 minutes. A shard is always
cut in the middle: a single hot key stays on one shard, with a shard's limit.

    scaler = OnDemandScaler()
    due_us = scaler.minute_ended(minute_end_us, {0: Load(900_000, 700), 1: Load(20_000, 30)}, open_shards=4)
    ...
    for shard in scaler.round_over(shards):  # at due_us: each becomes two, at `middle(...)` of its range
        ...

Model: the throughput is that of a whole minute, of what was stored, and shards are never taken away; see
`OnDemandScaler`.
Source: https://docs.aws.amazon.com/streams/latest/dev/how-do-i-size-a-stream.html
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lablib.simulator import limits

DAY_US = 24 * limits.S_PER_HOUR * limits.US_PER_S


@dataclass(frozen=True, slots=True)
class Load:
    """A write throughput: the average of a minute, in whole bytes and records a second."""

    bytes_per_s: int = 0
    records_per_s: int = 0

    @classmethod
    def of_minute(cls, size_bytes: int, records: int) -> Load:
        """The average of a minute that brought so much."""
        return cls(int(size_bytes) // limits.METRIC_PERIOD_S, int(records) // limits.METRIC_PERIOD_S)

    def at_least(self, other: Load) -> Load:
        """The higher of both, bytes and records each for itself."""
        return Load(max(self.bytes_per_s, other.bytes_per_s), max(self.records_per_s, other.records_per_s))

    def at_most(self, other: Load) -> Load:
        """The lower of both, bytes and records each for itself."""
        return Load(min(self.bytes_per_s, other.bytes_per_s), min(self.records_per_s, other.records_per_s))

    def times(self, factor: int) -> Load:
        """So many times this throughput."""
        return Load(factor * self.bytes_per_s, factor * self.records_per_s)

    @property
    def fill(self) -> float:
        """How full one shard would be of it, by whichever of its limits is nearer; 1.0 is full."""
        shard = of_shards(1)
        return max(self.bytes_per_s / shard.bytes_per_s, self.records_per_s / shard.records_per_s)


def of_shards(count: int) -> Load:
    """What so many shards take, in every capacity mode."""
    return Load(count * limits.SHARD_WRITE_BYTES_PER_S, count * limits.SHARD_WRITE_RECORDS_PER_S)


def capacity_for(peak: Load, warm_mib_per_s: int = 0) -> Load:
    """What a stream with this 30-day peak and warm throughput has room for, its keys spread evenly."""
    least = of_shards(max(limits.ON_DEMAND_START_SHARDS, warm_mib_per_s))
    return peak.times(limits.ON_DEMAND_PEAK_FACTOR).at_least(least)


def shards_for(capacity: Load) -> int:
    """So many shards have that capacity; at most as many as a stream may have."""
    shard = of_shards(1)
    by_bytes = -(-capacity.bytes_per_s // shard.bytes_per_s)
    by_records = -(-capacity.records_per_s // shard.records_per_s)
    return min(max(by_bytes, by_records), limits.ON_DEMAND_MAX_SHARDS)


def middle(hash_start: int, hash_end: int) -> int:
    """Where a shard's range, both ends included, is cut: the first hash key of the second half."""
    return (hash_start + hash_end + 1) // 2


class OnDemandScaler:
    """What an on-demand stream has carried, and which of its shards to split when.

    Model: a minute in which the peak asks for more shards than are open, or a shard carries too much, begins
    a round of 15 minutes. At its end every shard that carried too much in one of its minutes is split, and
    then the busiest until there are as many shards as the peak known by then asks for; none more than once.
    A minute counts for no more than the shards can take lastingly: the burst of rested shards raises no peak.
    """

    def __init__(self, warm_mib_per_s: int = 0) -> None:
        self.warm_mib_per_s = warm_mib_per_s
        """Warm throughput, 0 for none: the stream has room for as much whatever its peak."""
        self.due_us: int | None = None
        """When the round that has begun is over; None if none has."""
        self._peaks: dict[int, Load] = {}
        """The highest minute of each of the last 30 days, by day."""
        self._busiest: dict[int, Load] = {}
        """The highest minute of each shard in this round, by shard."""

    def minute_ended(self, now_us: int, loads: Mapping[int, Load], open_shards: int) -> int | None:
        """A minute is over: the average `loads` by shard, idle ones left out or zero; `open_shards` of all.

        Returns when the round is over that this minute begins; None if it begins none.
        """
        most = of_shards(1)
        loads = {shard: load.at_most(most) for shard, load in loads.items()}
        self._note_peak(now_us, loads)
        begun = self.due_us is not None
        if not begun and not self._asks_for_more(now_us, loads, open_shards):
            return None
        for shard, load in loads.items():
            self._busiest[shard] = load.at_least(self._busiest.get(shard, Load()))
        if begun:
            return None
        self.due_us = now_us + limits.ON_DEMAND_SCALES_AFTER_S * limits.US_PER_S
        return self.due_us

    def round_over(self, now_us: int, open_shards: Sequence[int]) -> list[int]:
        """Which of the open shards, in the order of their hash ranges, become two now. Ends the round.

        The minute that ends at the same moment counts as well: tell `minute_ended` of it before.
        """
        busiest, self._busiest, self.due_us = self._busiest, {}, None
        loads = {shard: busiest.get(shard, Load()) for shard in open_shards}
        order = sorted(open_shards, key=lambda shard: (not _is_hot(loads[shard]), -loads[shard].fill))
        hot = sum(map(_is_hot, loads.values()))
        wanted = self.shards_wanted(now_us) - len(open_shards)
        return order[: min(max(hot, wanted, 0), limits.ON_DEMAND_MAX_SHARDS - len(open_shards))]

    def peak(self, now_us: int) -> Load:
        """The highest minute of the last 30 days, to the day (model)."""
        first_day = now_us // DAY_US - limits.ON_DEMAND_PEAK_DAYS
        peak = Load()
        for day, load in self._peaks.items():
            if day > first_day:
                peak = peak.at_least(load)
        return peak

    def shards_wanted(self, now_us: int) -> int:
        """As many shards as the peak and the warm throughput ask for."""
        return shards_for(capacity_for(self.peak(now_us), self.warm_mib_per_s))

    def _note_peak(self, now_us: int, loads: Mapping[int, Load]) -> None:
        total = Load(
            sum(load.bytes_per_s for load in loads.values()),
            sum(load.records_per_s for load in loads.values()),
        )
        day = now_us // DAY_US
        self._peaks[day] = total.at_least(self._peaks.get(day, Load()))
        self._peaks.pop(day - limits.ON_DEMAND_PEAK_DAYS, None)

    def _asks_for_more(self, now_us: int, loads: Mapping[int, Load], open_shards: int) -> bool:
        return self.shards_wanted(now_us) > open_shards or any(map(_is_hot, loads.values()))


def _is_hot(load: Load) -> bool:
    return load.bytes_per_s > limits.ON_DEMAND_SPLIT_ABOVE_BYTES_PER_S
