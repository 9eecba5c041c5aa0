"""What happens in one night: drawn from a seed and a level."""

from __future__ import annotations

import random
from dataclasses import dataclass

from lablib.scenarios.incidents.cause import Cause
from lablib.scenarios.incidents.causes import CAUSES
from lablib.scenarios.incidents.setup import Setup
from lablib.scenarios.incidents.system import System

LEVELS = (1, 2, 3)
TRIGGER_MIN = (12, 20)
"""The first cause begins in one of these minutes."""
OVERLAP_MIN = 6
"""The second cause begins so long after the first."""


@dataclass(frozen=True, slots=True)
class Incident:
    """One night. The same seed and level give the same one."""

    seed: int
    level: int
    causes: tuple[Cause, ...]
    minutes: tuple[int, ...]
    """When each cause begins, in minutes from the world's beginning."""

    @property
    def ids(self) -> tuple[str, ...]:
        """Of its causes."""
        return tuple(cause.id for cause in self.causes)

    @property
    def setup(self) -> Setup:
        """What the company runs that night."""
        setup = Setup()
        for cause in self.causes:
            setup = cause.set_up(setup)
        return setup

    def begin(self, system: System) -> None:
        """Schedule everything."""
        for cause, minute in zip(self.causes, self.minutes, strict=True):
            cause.begin(system, minute)


def compose(seed: int, level: int, causes: tuple[str, ...] = ()) -> Incident:
    """Draw a night. `causes` names those to take instead, by id.

    Raises ValueError for a level or an id that there isn't.
    """
    if level not in LEVELS:
        raise ValueError(f"level is {level!r}: give one of {', '.join(map(str, LEVELS))}")
    unknown = [each for each in causes if each not in CAUSES]
    if unknown:
        raise ValueError(f"there is no cause {unknown[0]!r}; there are: {', '.join(CAUSES)}")
    rng = random.Random(f"incident {seed} {level}")
    drawn = rng.sample([each.id for each in CAUSES.values() if each.overlaps], 2)
    if level != LEVELS[-1]:
        drawn = [rng.choice(list(CAUSES))]
    first = rng.randrange(*TRIGGER_MIN)
    ids = causes or tuple(drawn)
    minutes = tuple(first + OVERLAP_MIN * number for number in range(len(ids)))
    return Incident(seed, level, tuple(CAUSES[each] for each in ids), minutes)
