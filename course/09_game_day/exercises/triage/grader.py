"""Grades triage: nights of all causes, each as a first round of looks has shown it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path
from typing import Any

from lablib.scenarios.fresh_world import fresh_world
from lablib.scenarios.incidents.causes import CAUSES
from lablib.teaching.checks.attempt import Attempt, observe
from lablib.teaching.checks.findings import ANY, Finding
from lablib.teaching.checks.function_cases import each
from lablib.teaching.checks.grader import Grader
from lablib.teaching.checks.shown_value import shown

FILE = Path(__file__).with_name("nights.json")
NAMES = {1: "nights with one cause", 2: "nights with a false trail"}
AGE, SENDER, ERRORS, QUEUE = "retention-cut", "failed-count-ignored", "database-slow", "destination-denied"
AGAIN, KEY, LAUNCH = "whole-batch-retried", "constant-partition-key", "launch-outgrew-on-demand"
BELIEFS = {
    AGE: "09.1.age-fell",
    SENDER: "09.1.few-minutes",
    ERRORS: "09.1.errors",
    QUEUE: "09.1.empty-queue",
    AGAIN: "09.1.duplicates",
    KEY: "09.1.last-change",
    LAUNCH: "09.1.capacity",
}
"""By the true cause, what a wrong answer is told."""


@dataclass
class Seen(Attempt):
    """What the function said to each night."""

    nights: list[dict[str, Any]] = field(kw_only=True)

    @property
    def answers(self) -> list[Any]:
        given = list(self.returned) if isinstance(self.returned, list) else []
        return given + [None] * (len(self.nights) - len(given))

    @property
    def wrong(self) -> list[tuple[dict[str, Any], Any]]:
        pairs = zip(self.nights, self.answers, strict=False)
        return [(night, said) for night, said in pairs if said is None or str(said) != night["cause"]]


@cache
def nights() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(FILE.read_text("utf-8"))
    return found


def play(fn: Callable[..., Any], level: int) -> Seen:
    own = [night for night in nights() if night["level"] == level]
    seen = Seen(NAMES[level], nights=own)
    with fresh_world(seed=level) as world:
        observe(seen, world, partial(each, fn), ([(night["seen"],) for night in own],))
    return seen


def trials() -> list[tuple[str, Callable[[Any], Seen]]]:
    return [(name, partial(play, level=level)) for level, name in NAMES.items()]


def no_answer(seen: Seen) -> Finding | None:
    silent = [night for night, said in seen.wrong if said is None or said is ...]
    return ("09.1.no-answer", {"silent": len(silent)} | _night(silent[0])) if silent else None


def unknown_cause(seen: Seen) -> Finding | None:
    strange = [said for _, said in seen.wrong if not isinstance(said, str) or said not in CAUSES]
    return ("09.1.unknown-cause", {"said": shown(strange[0], 40)}) if strange else None


def mistaken(seen: Seen) -> Finding | None:
    """The cause that was mistaken most often speaks; those with a sentence of their own before the others."""
    if not seen.wrong:
        return None
    counts = Counter(night["cause"] for night, _ in seen.wrong)
    worst = max(counts, key=lambda cause: (cause in BELIEFS, counts[cause]))
    night, said = next((night, said) for night, said in seen.wrong if night["cause"] == worst)
    of = sum(each["cause"] == worst for each in seen.nights)
    told = {"said": said, "mistaken": counts[worst], "of": of} | _night(night)
    return BELIEFS.get(worst, "09.1.other-cause"), told


def _night(night: dict[str, Any]) -> dict[str, Any]:
    """What a message may say of a night."""
    sign = CAUSES[night["cause"]].signs[0]
    changes = night["seen"]["changes"]
    return {
        "true": night["cause"],
        "seed": night["seed"],
        "sign": f"{sign.says} (look: {sign.source})",
        "change": changes[-1] if changes else "nothing",
        "throttled": sum(night["seen"]["throttled"]),
        "again": night["seen"]["stored_again"],
        "age_h": (night["seen"]["age_s"] or [0])[-1] / 3_600,
        "undelivered": night["seen"]["undelivered"],
    }


def facts(seen: Seen) -> dict[str, Any]:
    return {"right_ones": len(seen.nights) - len(seen.wrong), "nights": len(seen.nights)}


def totals(seen: Sequence[Seen]) -> dict[str, Any]:
    return {"all_nights": sum(len(each.nights) for each in seen), "causes": len(CAUSES)}


grade = Grader(
    trials=trials,
    questions=(*ANY, no_answer, unknown_cause, mistaken),
    facts=facts,
    columns="09.1.columns",
    row="09.1.row",
    totals=totals,
).grade
