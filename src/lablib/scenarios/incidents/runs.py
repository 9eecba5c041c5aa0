"""Other runs of the same night, to compare with."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from functools import lru_cache

from botocore.exceptions import ClientError

from lablib.scenarios.incidents.incident import Incident, compose
from lablib.scenarios.incidents.judge import Result
from lablib.scenarios.incidents.night import Night
from lablib.scenarios.incidents.replaying import Renamed
from lablib.scenarios.incidents.signs import Holding, holding
from lablib.simulator import limits

KEPT = 64
MINUTE_US = 60 * limits.US_PER_S
SIGNS_AFTER_MIN = 10
"""So many minutes after the pager."""
Key = tuple[int, int, tuple[str, ...], tuple[int, ...]]
"""Seed, level, ids of the causes, and when they begin."""


def _key(incident: Incident) -> Key:
    return incident.seed, incident.level, incident.ids, incident.minutes


def _composed(key: Key) -> Incident:
    seed, level, causes, minutes = key
    return replace(compose(seed, level, causes), minutes=minutes)


def with_nothing_done(incident: Incident) -> Result:
    """Nobody does anything."""
    return _untouched(_key(incident))[0]


def signs_of(incident: Incident) -> Holding:
    """Which signs of which causes there are to see in this night, a little after the pager."""
    return _untouched(_key(incident))[1]


@lru_cache(maxsize=KEPT)
def _untouched(key: Key) -> tuple[Result, Holding]:
    with Night(_composed(key)).open() as night:
        night.wait(SIGNS_AFTER_MIN)
        signs = holding(night.system)  # the judge's look changes nothing
        night.play_on()
        return night.result, signs


def with_reference(incident: Incident) -> Result:
    """The reference of each cause acts, one after the other; what reads the stream once more comes last."""
    return _reference(_key(incident))


@lru_cache(maxsize=KEPT)
def _reference(key: Key) -> Result:
    incident = _composed(key)
    with Night(incident).open() as night:
        for cause in sorted(incident.causes, key=lambda cause: cause.replays):
            cause.reference(night)
        night.play_on()
        return night.result


def again(played: Night, without: Collection[int] = ()) -> Result:
    """What was done, done again at the same times, all of it or without some acts, by their numbers."""
    renamed: Renamed = {}
    with Night(played.incident).open() as night:
        for step in played.steps:
            if step.act in without:
                continue
            night.wait(max(0, step.at_us - night.now_us) / MINUTE_US)
            try:
                step.do(night, renamed)
            except (ClientError, ValueError):
                continue  # it changes what the act that is left out had made, and that isn't there now
        night.play_on()
        return night.result
