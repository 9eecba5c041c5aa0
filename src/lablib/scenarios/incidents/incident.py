"""What happens in one night: drawn from a seed and a level."""

from __future__ import annotations

import random
from collections.abc import Collection
from dataclasses import dataclass
from functools import partial

from lablib.scenarios.incidents.cause import Cause, Herring
from lablib.scenarios.incidents.causes import CAUSES
from lablib.scenarios.incidents.choices import require_ids
from lablib.scenarios.incidents.herrings import HERRINGS
from lablib.scenarios.incidents.setup import Setup
from lablib.scenarios.incidents.system import System
from lablib.simulator.call_forms import require_seed, there_are

LEVELS = (1, 2, 3)
TRIGGER_MIN = (12, 20)
"""The first cause begins in one of these minutes."""
OVERLAP_MIN = 6
"""The second cause begins so long after the first."""
HERRINGS_A_NIGHT = 2
HERRING_MIN = (-6, 12)
"""A herring begins so many minutes before or after the first cause."""


@dataclass(frozen=True, slots=True)
class Incident:
    """One night. The same seed and level give the same one."""

    seed: int
    level: int
    causes: tuple[Cause, ...]
    minutes: tuple[int, ...]
    """When each cause begins, in minutes from the night's beginning."""
    herrings: tuple[tuple[Herring, int], ...] = ()
    """What happens beside them, and when."""

    @property
    def ids(self) -> tuple[str, ...]:
        """Of its causes."""
        return tuple(cause.id for cause in self.causes)

    @property
    def setup(self) -> Setup:
        """What the company runs that night."""
        setup = Setup()
        for set_up in (cause.set_up for cause in self.causes):
            setup = set_up(setup)
        for set_up in (herring.set_up for herring, _ in self.herrings):
            setup = set_up(setup)
        return setup

    def begin(self, system: System) -> None:
        """Schedule everything."""
        for cause, minute in zip(self.causes, self.minutes, strict=True):
            cause.begin(system, minute)
        for herring, minute in self.herrings:
            herring.begin(system, minute)
            system.at(minute, partial(system.tell, f"beside it: {herring.says}"))


def compose(seed: int, level: int, causes: Collection[str] = ()) -> Incident:
    """Draw a night. `causes` names those to take instead, by id.

    Raises ValueError for a level or an id that there isn't, and TypeError for a seed that is no whole number
    and for causes that are no list.
    """
    require_seed(seed)
    require_ids(causes, "causes")
    if level not in LEVELS or type(level) is not int:
        raise ValueError(f"level is {level!r}: give one of {', '.join(map(str, LEVELS))}")
    unknown = [each for each in causes if each not in CAUSES]
    if unknown:
        raise ValueError(f"there is no cause {unknown[0]!r}{there_are(unknown[0], CAUSES)}")
    rng = random.Random(f"incident {seed} {level}")
    first = rng.randrange(*TRIGGER_MIN)
    drawn = _draw(rng, level)  # also if it isn't needed, so that what is drawn next stays the same
    if causes:
        drawn = [CAUSES[each] for each in causes]
    minutes = tuple(first + OVERLAP_MIN * number for number in range(len(drawn)))
    herrings: tuple[tuple[Herring, int], ...] = ()
    if level == 2:
        found = rng.sample(list(HERRINGS.values()), min(HERRINGS_A_NIGHT, len(HERRINGS)))
        herrings = tuple((herring, first + rng.randrange(*HERRING_MIN)) for herring in found)
    return Incident(seed, level, tuple(drawn), minutes, herrings)


def _draw(rng: random.Random, level: int) -> list[Cause]:
    """One cause, or two that may come together."""
    first = rng.choice([each for each in CAUSES.values() if level < LEVELS[-1] or each.overlaps])
    if level < LEVELS[-1]:
        return [first]
    return [first, rng.choice([each for each in CAUSES.values() if _may_meet(first, each)])]


def _may_meet(first: Cause, other: Cause) -> bool:
    """Whether both can be put right in one night."""
    starves = (first.leaves_no_reads and other.replays) or (other.leaves_no_reads and first.replays)
    return other.overlaps and not first.parts & other.parts and not starves
