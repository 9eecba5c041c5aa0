"""How long to wait before the next try: five policies, under the names that AWS gave them.

    wait = full_jitter(attempt, previous, random.random(), BASE, CAP)

`attempt` counts the tries that failed, from 1. `luck` is a draw from 0 to 1. `previous` is the wait before
this one, the base at first; decorrelated jitter alone asks for it. Base, cap and answer are in one unit,
whichever it is. All of them may be NumPy arrays, one place a client.
Source: https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

Number = Any
"""A float, or an array of them."""
Policy = Callable[[Number, Number, Number, float, float], Number]


def none(attempt: Number, previous: Number, luck: Number, base: float, cap: float) -> Number:
    """Try again at once."""
    del attempt, previous, base, cap
    return 0.0 * luck


def exponential(attempt: Number, previous: Number, luck: Number, base: float, cap: float) -> Number:
    """Twice as long each time, up to the cap, and the same for everybody."""
    del previous, luck
    return np.minimum(cap, base * 2.0**attempt)


def equal_jitter(attempt: Number, previous: Number, luck: Number, base: float, cap: float) -> Number:
    """Half of the exponential wait for certain, and the other half by chance."""
    most = exponential(attempt, previous, luck, base, cap)
    return most / 2 + luck * most / 2


def full_jitter(attempt: Number, previous: Number, luck: Number, base: float, cap: float) -> Number:
    """Anything between nothing and the exponential wait."""
    return luck * exponential(attempt, previous, luck, base, cap)


def decorrelated_jitter(attempt: Number, previous: Number, luck: Number, base: float, cap: float) -> Number:
    """Anything between the base and three times the wait before, up to the cap."""
    del attempt
    return np.minimum(cap, base + luck * (3 * previous - base))


POLICIES: dict[str, Policy] = {
    "none": none,
    "exponential": exponential,
    "equal jitter": equal_jitter,
    "full jitter": full_jitter,
    "decorrelated jitter": decorrelated_jitter,
}
"""By the names that AWS gave them."""
