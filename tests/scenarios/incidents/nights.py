"""Nights that tests play, each once: from the pager to the end with a reference, a worse act, or nothing."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from lablib.scenarios.incidents.cause import Cause
from lablib.scenarios.incidents.causes import CAUSES
from lablib.scenarios.incidents.incident import Incident, compose
from lablib.scenarios.incidents.judge import Result, measure
from lablib.scenarios.incidents.night import Night

LAST_MIN, OF, PAGES = 20, 5, 3


class Played(NamedTuple):
    """How a night ended."""

    result: Result
    would_page_again: bool
    """Whether of some five of the last twenty minutes that can be judged three are outside."""


@cache
def night(seed: int, level: int, how: str = "reference", causes: tuple[str, ...] = ()) -> Played:
    """Play one: by the reference, with nothing done, or with a worse act of its only cause, by its name."""
    incident = compose(seed, level, causes)
    with Night(incident).open() as played:
        if how == "reference":
            for cause in in_order(incident):
                cause.reference(played)
        elif how != "nothing":
            incident.causes[0].worse[how](played)
        played.play_on()
        return Played(measure(played.system), _would_page_again(played))


def in_order(incident: Incident) -> list[Cause]:
    """The causes of a night in the order of their references: what reads the stream again comes last."""
    return sorted(incident.causes, key=lambda cause: cause.replays)


def first_seed(cause_id: str) -> int:
    """The first seed of level 1 that has this cause."""
    return next(seed for seed in range(1_000) if compose(seed, 1).ids == (cause_id,))


def _would_page_again(played: Night) -> bool:
    end_s = played.system.now_s
    outside = {round(at_s / 60) for at_s in played.outside(end_s)}
    newest = round(end_s / 60)
    spans = (range(first, first + OF) for first in range(newest - LAST_MIN, newest))
    return any(sum(minute in outside for minute in span) >= PAGES for span in spans)


ALL = tuple(CAUSES)
