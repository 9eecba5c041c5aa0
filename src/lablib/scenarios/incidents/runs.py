"""Other runs of the same night, to compare with."""

from __future__ import annotations

from functools import lru_cache

from lablib.scenarios.incidents.incident import Incident, compose
from lablib.scenarios.incidents.judge import Result, measure
from lablib.scenarios.incidents.night import Night

KEPT = 64


def with_nothing_done(incident: Incident) -> Result:
    """Nobody does anything."""
    return _compared(incident.seed, incident.level, incident.ids, False)


def with_reference(incident: Incident) -> Result:
    """The reference of each cause acts, one after the other."""
    return _compared(incident.seed, incident.level, incident.ids, True)


@lru_cache(maxsize=KEPT)
def _compared(seed: int, level: int, causes: tuple[str, ...], acts: bool) -> Result:
    incident = compose(seed, level, causes)
    with Night(incident).open() as night:
        for cause in incident.causes if acts else ():
            cause.reference(night)
        night.play_on()
        return measure(night.system)
