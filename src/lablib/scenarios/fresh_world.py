"""A world of its own for one run of code that nobody knows, such as a learner's."""

from __future__ import annotations

from typing import Any

from lablib.simulator.world import World

STOP_AFTER_S = 4 * 3_600.0
"""The life of such a world: a function that wants more virtual time never ends."""


def fresh_world(seed: int, stop_after_s: float = STOP_AFTER_S, **settings: Any) -> World:
    """A world that ends what never ends."""
    return World(seed, stop_after_s=stop_after_s, **settings)
