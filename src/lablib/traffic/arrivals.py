"""When events arrive: steady chance, a spike, a hot key. Small seeded generators for experiments.

Each takes a `random.Random` and returns whole microseconds since the start, in order.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

from lablib.simulator.limits import US_PER_S


def poisson(rate_per_s: float, seconds: float, rng: random.Random) -> list[int]:
    """Return arrival times in us over `seconds`: independent events, on average `rate_per_s` a second.

    Raises ValueError for a negative rate or length.
    """
    if rate_per_s < 0 or seconds < 0:
        raise ValueError(
            f"rate {rate_per_s} per s over {seconds} s: neither can be negative; give 0 for none"
        )
    arrivals: list[int] = []
    if rate_per_s == 0:
        return arrivals
    at_s = rng.expovariate(rate_per_s)
    while at_s < seconds:
        arrivals.append(int(at_s * US_PER_S))
        at_s += rng.expovariate(rate_per_s)
    return arrivals


def spike(
    base_per_s: float, peak_per_s: float, start_s: float, length_s: float, seconds: float, rng: random.Random
) -> list[int]:
    """Return arrival times in us: `base_per_s` throughout, `peak_per_s` from `start_s` for `length_s`.

    Raises ValueError when the spike does not lie within `seconds` or is lower than the base.
    """
    if start_s < 0 or start_s + length_s > seconds:
        raise ValueError(
            f"a spike from {start_s} s for {length_s} s leaves the run of {seconds} s; move it inside"
        )
    if peak_per_s < base_per_s:
        raise ValueError(
            f"a peak of {peak_per_s} per s is below the base of {base_per_s} per s; raise the peak"
        )
    extra = poisson(peak_per_s - base_per_s, length_s, rng)
    start_us = int(start_s * US_PER_S)
    return sorted(poisson(base_per_s, seconds, rng) + [start_us + at_us for at_us in extra])


def hot_key(keys: Sequence[str], share: float, rng: random.Random) -> Iterator[str]:
    """Yield keys without end: the first one with the chance `share` (0 to 1), the others evenly.

    Raises ValueError (at the first key) for fewer than two keys or a share outside 0 to 1.
    """
    if len(keys) < 2 or not 0 <= share <= 1:
        raise ValueError(
            f"{len(keys)} keys and a share of {share}: give two keys or more and a share from 0 to 1"
        )
    hot, others = keys[0], keys[1:]
    while True:
        yield hot if rng.random() < share else rng.choice(others)
