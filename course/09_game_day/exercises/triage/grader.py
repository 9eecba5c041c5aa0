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
from lablib.teaching.checks.message_catalogue import line
from lablib.teaching.checks.shown_value import shown

FILE = Path(__file__).with_name("nights.json")
LINE_CHARS = 90
NAMES = {1: "nights with one cause", 2: "nights with a false trail"}
POISON = "poison-pill"
BELIEFS = {
    "retention-cut": "09.1.age-fell",
    "failed-count-ignored": "09.1.few-minutes",
    "whole-batch-retried": "09.1.duplicates",
    "constant-partition-key": "09.1.one-shard",
    "launch-outgrew-on-demand": "09.1.capacity",
}
"""By the true cause, what a wrong answer is told, whatever it said."""
BELIEFS_ABOUT_POISON = {"database-slow": "09.1.errors", "destination-denied": "09.1.empty-queue"}
"""By the true cause, what an answer is told that takes it for a poison pill."""
SHOWS = {
    "poison-pill": "09.1.shows-poison-pill",
    "mapping-recreated-at-latest": "09.1.shows-mapping-recreated-at-latest",
    "errors-swallowed": "09.1.shows-errors-swallowed",
    "database-slow": "09.1.shows-database-slow",
    "readers-share-a-shard": "09.1.shows-readers-share-a-shard",
    "filter-drops-gzip": "09.1.shows-filter-drops-gzip",
    "destination-denied": "09.1.shows-destination-denied",
}
"""By the true cause, what its night shows, in words for an answer that nothing more is known of."""


@dataclass
class Seen(Attempt):
    """What the function said to each night."""

    nights: list[dict[str, Any]] = field(kw_only=True)
    fn: Callable[..., Any] = field(kw_only=True)

    @property
    def answers(self) -> list[Any]:
        given = list(self.returned) if isinstance(self.returned, list) else []
        return given + [None] * (len(self.nights) - len(given))

    @property
    def wrong(self) -> list[tuple[dict[str, Any], Any]]:
        pairs = zip(self.nights, self.answers, strict=False)
        return [(night, said) for night, said in pairs if said is None or str(said) != night["cause"]]

    def without_changes(self, asked: Sequence[dict[str, Any]]) -> list[Any]:
        """What the function says to these nights if their change logs are empty. Nothing if it breaks off."""
        return asked_again(self.fn, [night["seen"] | {"changes": []} for night in asked])


@cache
def nights() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(FILE.read_text("utf-8"))
    return found


def play(fn: Callable[..., Any], level: int) -> Seen:
    own = [night for night in nights() if night["level"] == level]
    seen = Seen(NAMES[level], nights=own, fn=fn)
    with fresh_world(seed=level) as world:
        observe(seen, world, partial(each, fn), ([(night["seen"],) for night in own],))
    return seen


def asked_again(fn: Callable[..., Any], rounds: Sequence[dict[str, Any]]) -> list[Any]:
    """What the function says to these first rounds of looks, in a fresh region."""
    again = Attempt("asked again")
    with fresh_world(seed=7) as world:
        observe(again, world, partial(each, fn), ([(seen,) for seen in rounds],))
    return list(again.returned) if isinstance(again.returned, list) else []


def trials() -> list[tuple[str, Callable[[Any], Seen]]]:
    return [(name, partial(play, level=level)) for level, name in NAMES.items()]


def no_answer(seen: Seen) -> Finding | None:
    silent = [night for night, said in seen.wrong if said is None or said is ...]
    return ("09.1.no-answer", {"silent": len(silent), "seed": silent[0]["seed"]}) if silent else None


def unknown_cause(seen: Seen) -> Finding | None:
    strange = [said for _, said in seen.wrong if not isinstance(said, str) or said not in CAUSES]
    return ("09.1.unknown-cause", {"said": shown(strange[0], 40)}) if strange else None


def last_change(seen: Seen) -> Finding | None:
    """Nights that it would get right if nothing stood in the change log."""
    asked = [(night, said) for night, said in seen.wrong if night["seen"]["changes"]]
    answers = seen.without_changes([night for night, _ in asked])
    for (night, said), without in zip(asked, answers, strict=False):
        if without == night["cause"]:
            return "09.1.last-change", _told(seen, night, said) | {"change": night["seen"]["changes"][-1]}
    return None


def mistaken(seen: Seen) -> Finding | None:
    """The cause that was mistaken most often, and what this night shows of it."""
    if not seen.wrong:
        return None
    counts = Counter(night["cause"] for night, _ in seen.wrong)
    worst = max(counts, key=lambda cause: counts[cause])
    night, said = next((night, said) for night, said in seen.wrong if night["cause"] == worst)
    beliefs = BELIEFS | (BELIEFS_ABOUT_POISON if said == POISON else {})
    return beliefs.get(worst, "09.1.other-cause"), _told(seen, night, said)


def _told(seen: Seen, night: dict[str, Any], said: str) -> dict[str, Any]:
    """What a message may say of a night that was mistaken."""
    cause, shown_ = night["cause"], night["seen"]
    facts = {
        "true": cause,
        "said": said,
        "seed": night["seed"],
        "mistaken": sum(wrong["cause"] == cause for wrong, _ in seen.wrong),
        "of": sum(each["cause"] == cause for each in seen.nights),
        "throttled": sum(shown_["throttled"]),
        "read_throttled": sum(shown_["read_throttled"]),
        "again": shown_["stored_again"],
        "age_s": (shown_["age_s"] or [0])[-1],
        "age_h": (shown_["age_s"] or [0])[-1] / 3_600,
        "undelivered": shown_["undelivered"],
        "readers": len(shown_["readers"]),
        "fullest": max(shown_["incoming"].values()),
        "log": shown(shown_["log"], LINE_CHARS),
        "data": shown(shown_["newest_data"], LINE_CHARS),
    }
    return facts | {"shows": line(SHOWS[cause], **facts) if cause in SHOWS else ""}


def facts(seen: Seen) -> dict[str, Any]:
    return {"right_ones": len(seen.nights) - len(seen.wrong), "nights": len(seen.nights)}


def totals(seen: Sequence[Seen]) -> dict[str, Any]:
    return {"all_nights": sum(len(each.nights) for each in seen), "causes": len(CAUSES)}


grade = Grader(
    trials=trials,
    questions=(*ANY, no_answer, unknown_cause, last_change, mistaken),
    facts=facts,
    columns="09.1.columns",
    row="09.1.row",
    totals=totals,
).grade
