"""What gateways offer to a stream in a day: records a second, and by which keys."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from lablib.scenarios.shards.shard_arrays import Ints
from lablib.simulator import limits
from lablib.simulator.kinesis.state.routing import hash_of

DAY_S = 24 * limits.S_PER_HOUR
TENANTS = 300
RECORD_BYTES = 200
HOT = "t-0178"


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """Some keys, and the records a second that are written by them together."""

    hashes: tuple[int, ...]
    """Of the keys."""
    shares: NDArray[np.float64]
    """How the records fall to the keys; adds up to 1."""
    per_s: Ints
    """Records of each second."""


@dataclass(frozen=True, eq=False)
class Load:
    """All parts, of equal length. `record_bytes` is the size of a record with its key."""

    parts: tuple[Part, ...]
    record_bytes: int = RECORD_BYTES

    def __post_init__(self) -> None:
        """Raises ValueError for several lengths, negative records, and shares that don't add up to 1."""
        lengths = {len(part.per_s) for part in self.parts}
        if len(lengths) != 1:
            raise ValueError(f"the parts have {sorted(lengths)} seconds: give parts of the same length")
        for part in self.parts:
            if (part.per_s < 0).any() or abs(float(part.shares.sum()) - 1) > 1e-9:
                raise ValueError(
                    f"a part has a second with {part.per_s.min()} records and shares that add up to "
                    f"{part.shares.sum():g}: give 0 records or more, and shares that add up to 1"
                )
        if self.record_bytes < 1:
            raise ValueError(
                f"record_bytes is {self.record_bytes}: give 1 or more, because a record has a key"
            )

    @cached_property
    def per_s(self) -> Ints:
        """Records of each second, of all keys."""
        total: Ints = np.sum([part.per_s for part in self.parts], axis=0)
        return total

    @property
    def seconds(self) -> int:
        """How long it lasts."""
        return len(self.per_s)


def tenants(per_s: Ints, count: int = TENANTS) -> Part:
    """Many tenants, the larger the lower their number: the first has 2 % or so of 300."""
    weights = 1 / (np.arange(count) + 10)
    hashes = tuple(hash_of(f"t-{number:04d}") for number in range(1, count + 1))
    return Part(hashes, weights / weights.sum(), per_s)


def one_key(key: str, per_s: Ints) -> Part:
    """A tenant of its own."""
    return Part((hash_of(key),), np.ones(1), per_s)


def many_keys(name: str, count: int, per_s: Ints) -> Part:
    """A tenant that is spread over so many keys, `name#0` and so on, as in lab 04."""
    hashes = tuple(hash_of(f"{name}#{number}") for number in range(count))
    return Part(hashes, np.full(count, 1 / count), per_s)


def minutes_of(per_s: Sequence[int]) -> Load:
    """The course's tenants with a load that is the same through each minute; a number for each of them."""
    return Load((tenants(np.repeat(np.array(per_s, dtype=np.int64), limits.METRIC_PERIOD_S)),))


def on_ticks(per_s: Ints, every_s: int) -> Ints:
    """All gateways collect, and write in the last second of so many; the rest stays with them."""
    whole = len(per_s) // every_s * every_s
    flushed = np.zeros_like(per_s)
    flushed[every_s - 1 : whole : every_s] = per_s[:whole].reshape(-1, every_s).sum(axis=1)
    return flushed


HOURS = (0, 4, 7, 9, 12, 14, 17, 20, 24)
USUAL_PER_S = (420, 300, 700, 1_900, 2_300, 2_100, 2_400, 1_100, 420)
"""What the company's tenants write by the hour, with straight lines between; the course's own making."""


def usual_day(seed: int) -> Ints:
    """Records a second of a working day: quiet at night, busy from nine to six."""
    shape = np.interp(np.arange(DAY_S) / limits.S_PER_HOUR, HOURS, USUAL_PER_S)
    percent = np.random.default_rng(seed).integers(85, 116, DAY_S)
    return np.rint(shape * percent / 100).astype(np.int64)


def launch(begins_h: float, lasts_min: int, per_s: int, rises_min: int = 5) -> Ints:
    """A launch: so many records a second more, after some minutes of rising, and then gone."""
    begin = round(begins_h * limits.S_PER_HOUR)
    minutes = begin + 60 * np.array([0, rises_min, lasts_min, lasts_min + rises_min])
    return np.rint(np.interp(np.arange(DAY_S), minutes, [0, per_s, per_s, 0])).astype(np.int64)


GATEWAYS = 60
JOB_H, JOB_EVERY_S, JOB_RECORDS, JOBS = 3, 60, 3_000, 10


def incident_day(seed: int, gateways: int = GATEWAYS, *, flush_s: int = 5, hot_keys: int = 16) -> Load:
    """The day of the course's incident: flushes on a tick, a launch at two, and a tenant's job at night.

    At noon the gateways write some 460 records a second, 500 more in the launch. The job writes 3,000 records
    in one second, ten times, with as many partition keys as its tenant has: one before lab 04.
    """
    share = gateways / GATEWAYS / 5
    busy = np.rint((usual_day(seed) + launch(14.0, 40, 2_500)) * share).astype(np.int64)
    job = np.zeros(DAY_S, dtype=np.int64)
    begin = JOB_H * limits.S_PER_HOUR
    job[begin : begin + JOBS * JOB_EVERY_S : JOB_EVERY_S] = JOB_RECORDS * gateways // GATEWAYS
    hot = one_key(HOT, job) if hot_keys == 1 else many_keys(HOT, hot_keys, job)
    return Load((tenants(on_ticks(busy, flush_s)), hot))


def packed_by_gateway(load: Load, gateways: int = GATEWAYS) -> Load:
    """The same events with one record per gateway and flush, whose key is the gateway.

    All records get the size of the fullest one, so bytes are counted too high and never too low.
    """
    records = np.minimum(load.per_s, gateways)
    largest = -(-int(load.per_s.max()) // gateways)
    return Load((many_keys("gateway", gateways, records),), record_bytes=max(1, largest) * load.record_bytes)
