"""A flush that is too large for a shard's second, and how the gateways' backoff deals with it.

    run = backoff_scenario(BackoffKnobs(policy="full jitter"))

At one moment each gateway sends a batch of 100 small records. The shard stores what its limit allows. The
gateway waits as its policy says, resends the rest, and gives it up after its last attempt. No world
and no boto3: calls, hops and the token bucket of `kinesis/state/write_limiter.py`.

Model: a hop of the network takes |N(10, 2)| ms, as in `contention.py`. Throttling costs the shard nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from typing import NamedTuple

import numpy as np

from lablib.scenarios.producer.backoff_policies import POLICIES
from lablib.scenarios.producer.contention import HOP_MEAN_MS, HOP_SPREAD_MS
from lablib.simulator import limits

BATCH = 100
"""Records of a gateway."""
SEED = 7
MS_PER_S = limits.US_PER_S // limits.US_PER_MS


@dataclass(frozen=True, slots=True)
class BackoffKnobs:
    """What can be turned: the policy and its bounds, the crowd, and the room that it finds."""

    policy: str = "none"
    """One of `lablib.scenarios.producer.backoff_policies.POLICIES`."""
    base_ms: int = 100
    cap_ms: int = 5_000
    attempts: int = 8
    """Calls that a gateway makes for a batch, the first one included."""
    clients: int = 60
    capacity_per_s: int = limits.SHARD_WRITE_RECORDS_PER_S
    """Records that find room in a second; a second's worth at once, if it has rested."""

    def __post_init__(self) -> None:
        """Raises ValueError for what cannot be."""
        if self.policy not in POLICIES:
            raise ValueError(f"policy is {self.policy!r}: give one of {', '.join(POLICIES)}")
        if not 0 < self.base_ms <= self.cap_ms:
            raise ValueError(
                f"base_ms is {self.base_ms} and cap_ms is {self.cap_ms}: "
                "give a base above 0, and a cap that isn't below it"
            )
        least = {"attempts": self.attempts, "clients": self.clients, "capacity_per_s": self.capacity_per_s}
        for name, value in least.items():
            if value < 1:
                raise ValueError(f"{name} is {value}: give 1 or more")


class Call(NamedTuple):
    """A call as the shard sees it."""

    at_ms: float
    stored: int
    throttled: int
    given_up: int
    """Of the throttled, if it was the last attempt."""


@dataclass(frozen=True, slots=True)
class BackoffRun:
    """What came of it; the calls in order of time."""

    knobs: BackoffKnobs
    calls: tuple[Call, ...]

    @property
    def offered(self) -> int:
        """Records."""
        return self.knobs.clients * BATCH

    @property
    def stored(self) -> int:
        """Records."""
        return sum(call.stored for call in self.calls)

    @property
    def lost(self) -> int:
        """Records that were given up."""
        return sum(call.given_up for call in self.calls)

    @property
    def wasted(self) -> int:
        """Calls that stored nothing."""
        return sum(not call.stored for call in self.calls)

    @property
    def done_ms(self) -> float:
        """When the last record was stored that ever was."""
        return max(call.at_ms for call in self.calls if call.stored)

    @property
    def soonest_ms(self) -> float:
        """When the last record could have been stored, if none of the room had been left unused."""
        behind = max(0, self.offered - self.knobs.capacity_per_s)
        return behind / self.knobs.capacity_per_s * MS_PER_S


def backoff_scenario(knobs: BackoffKnobs | None = None, seed: int = SEED) -> BackoffRun:
    """Play it until every batch is stored or given up."""
    knobs = knobs or BackoffKnobs()
    rng = np.random.default_rng(seed)
    gateways = [_Gateway(knobs, rng) for _ in range(knobs.clients)]
    arrivals = [(gateway.first_ms, number) for number, gateway in enumerate(gateways)]
    heapify(arrivals)
    shard, calls = _Shard(knobs.capacity_per_s), []
    while arrivals:
        now_ms, number = heappop(arrivals)
        gateway = gateways[number]
        stored = shard.take(gateway.pending, now_ms)
        again_ms = gateway.answered(stored, now_ms)
        given_up = gateway.pending if again_ms is None else 0
        calls.append(Call(now_ms, stored, gateway.pending, given_up))
        if again_ms is not None:
            heappush(arrivals, (again_ms, number))
    return BackoffRun(knobs, tuple(calls))


class _Gateway:
    """It has a batch to write, and as many attempts as it may make."""

    def __init__(self, knobs: BackoffKnobs, rng: np.random.Generator) -> None:
        self.pending = BATCH
        self._knobs = knobs
        self._policy = POLICIES[knobs.policy]
        self._calls = 0
        self._wait_ms = float(knobs.base_ms)
        self._hops_ms = np.abs(rng.normal(HOP_MEAN_MS, HOP_SPREAD_MS, 2 * knobs.attempts)).tolist()
        self._luck = rng.random(knobs.attempts).tolist()

    @property
    def first_ms(self) -> float:
        """When its first call arrives."""
        return float(self._hops_ms[0])

    def answered(self, stored: int, now_ms: float) -> float | None:
        """A call that arrived now has stored so much; returns when the next one arrives, if one does."""
        self.pending -= stored
        failed, self._calls = self._calls, self._calls + 1
        if not self.pending or self._calls == self._knobs.attempts:
            return None
        bounds = self._knobs.base_ms, self._knobs.cap_ms
        self._wait_ms = float(self._policy(self._calls, self._wait_ms, self._luck[failed], *bounds))
        back_ms, there_ms = self._hops_ms[2 * failed + 1 : 2 * failed + 3]
        return float(now_ms + back_ms + self._wait_ms + there_ms)


class _Shard:
    """The token bucket, in milliseconds."""

    def __init__(self, per_s: int) -> None:
        self._per_s = per_s
        self._room = float(per_s)
        self._then_ms = 0.0

    def take(self, records: int, now_ms: float) -> int:
        """As many of them as there is room for."""
        elapsed_s, self._then_ms = (now_ms - self._then_ms) / MS_PER_S, now_ms
        self._room = min(float(self._per_s), self._room + elapsed_s * self._per_s)
        stored = min(records, int(self._room))
        self._room -= stored
        return stored
