"""Grades respond: nights that nobody has seen, with one cause, with a red herring, and with two causes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial, wraps
from typing import Any

from lablib.scenarios.incidents import judge
from lablib.scenarios.incidents.handlers import MISSING
from lablib.scenarios.incidents.judge import Result
from lablib.scenarios.incidents.outcome import Outcome
from lablib.simulator import limits
from lablib.teaching.checks.attempt import Attempt, observe
from lablib.teaching.checks.findings import ANY, Finding
from lablib.teaching.checks.grader import Grader
from lablib.teaching.game_day.graded_night import Aftermath, GradedNight, Known

POINTS = 80
STOP_AFTER_H = 4
ERRORS, GONE, POISON = "errors-swallowed", "mapping-recreated-at-latest", "poison-pill"
NIGHTS = {
    "a shard is blocked": Known(
        seed=21,
        level=1,
        causes=(POISON,),
        nothing=Result(0, 0, 80, 0.0976, 846),
        reference=Result(0, 0, 20, 0.1031, 0),
    ),
    "a false trail": Known(
        seed=24,
        level=2,
        causes=(GONE,),
        nothing=Result(293, 0, 8, 0.0928, 0),
        reference=Result(0, 0, 8, 0.0946, 0),
        minutes=(9,),
    ),
    "two things break": Known(
        seed=47,
        level=3,
        causes=(GONE, ERRORS),
        nothing=Result(950, 0, 80, 0.0913, 0),
        reference=Result(0, 0, 24, 0.0975, 0),
    ),
}


@dataclass(slots=True)
class Seen(Attempt):
    """How the night ended, if it was concluded."""

    known: Known | None = None
    outcome: Outcome | None = None
    after: Aftermath = field(default_factory=Aftermath)

    @property
    def yours(self) -> Result:
        """Of the learner's run; that of doing nothing if there is no outcome."""
        assert self.known is not None
        return self.outcome.runs["yours"] if self.outcome else self.known.nothing


def play(fn: Callable[..., Any], name: str, known: Known) -> Seen:
    seen = Seen(name, known=known)
    night = GradedNight(known).open()
    try:
        night.world.clock.stop_at_us = night.now_us + STOP_AFTER_H * limits.S_PER_HOUR * limits.US_PER_S
        observe(seen, night.world, _on_call(fn), (), clients=(night,))
        seen.outcome = night.outcome
        seen.after = night.aftermath
    finally:
        night.close()
    if night.evidence and seen.returned is None:
        seen.returned = seen.outcome or NOT_CONCLUDED  # so that it isn't taken for untouched
    return seen


def _on_call(fn: Callable[..., Any]) -> Callable[[GradedNight], Any]:
    """The same function, which is on call from its first line on."""

    @wraps(fn)
    def respond(night: GradedNight) -> Any:
        night.hand_over()
        return fn(night)

    return respond


NOT_CONCLUDED = "not concluded"


def trials() -> list[tuple[str, Callable[[Any], Seen]]]:
    return [(name, partial(play, name=name, known=known)) for name, known in NIGHTS.items()]


def not_concluded(seen: Seen) -> Finding | None:
    return None if seen.outcome else ("09.2.not-concluded", {})


def wrong_cause(seen: Seen) -> Finding | None:
    assert seen.outcome is not None
    if {*seen.outcome.named} == {*seen.outcome.causes}:
        return None
    named = " and ".join(seen.outcome.named) or "nothing"
    return "09.2.wrong-cause", {"named": named, "true": " and ".join(seen.outcome.causes)}


def acted_blind(seen: Seen) -> Finding | None:
    assert seen.outcome is not None
    blind = round((1 - seen.outcome.evidence_before_acts) * seen.after.acts)
    return ("09.2.acted-blind", {"blind": blind}) if seen.after.acts and blind else None


def in_the_queue(seen: Seen) -> Finding | None:
    """What was given up waits in the failure queue, and nobody redrove it."""
    lost = seen.yours.events_lost
    return ("09.2.in-the-queue", {"messages": seen.after.in_queue}) if lost and seen.after.in_queue else None


def made_worse(seen: Seen) -> Finding | None:
    assert seen.known is not None
    more = seen.yours.events_lost - seen.known.nothing.events_lost
    return ("09.2.made-worse", {"more": more, "late": seen.known.nothing.late}) if more > 0 else None


def beside_a_backlog(seen: Seen) -> Finding | None:
    """The events that are billed twice waited for book-usage when book-missing began to read."""
    begun = next((each for each in seen.after.replays if each.waiting and each.function == MISSING), None)
    if not seen.yours.billed_twice or begun is None:
        return None
    return "09.2.beside-a-backlog", {
        "twice": seen.yours.billed_twice,
        "clock": begun.clock,
        "waiting": begun.waiting,
    }


def billed_twice(seen: Seen) -> Finding | None:
    twice = seen.yours.billed_twice
    return ("09.2.billed-twice", {"twice": twice}) if twice else None


def not_stopped(seen: Seen) -> Finding | None:
    """At the end the newest events are missing or late as well."""
    assert seen.known is not None
    if not seen.after.still_missing:
        return None
    return "09.2.not-stopped", {"missing": len(seen.after.missing), "first": seen.after.missing[0]}


def not_repaired(seen: Seen) -> Finding | None:
    lost = seen.yours.events_lost
    if not lost:
        return None
    return "09.2.not-repaired", {"lost": lost, "first": seen.after.missing[0], "last": seen.after.missing[-1]}


def no_proof(seen: Seen) -> Finding | None:
    """It would have been enough with looks that show the cause."""
    assert seen.outcome is not None
    for_proof = judge.PROOF_POINTS * len(seen.after.unproven) / len(seen.outcome.causes)
    if seen.outcome.points >= POINTS or seen.outcome.points + for_proof < POINTS:
        return None
    return "09.2.no-proof", {"cause": seen.after.unproven[0], "needed": POINTS}


def too_late(seen: Seen) -> Finding | None:
    assert seen.known is not None
    assert seen.outcome is not None
    if seen.outcome.points >= POINTS:
        return None
    least = seen.known.reference.minutes_outside_slo
    took = {"looked": seen.after.looked_min, "acted": seen.after.acted_min}
    return "09.2.too-late", {"least": least, "needed": POINTS} | took


def facts(seen: Seen) -> dict[str, Any]:
    return {
        "points": seen.outcome.points if seen.outcome else 0,
        "lost": seen.yours.events_lost,
        "twice": seen.yours.billed_twice,
        "outside": seen.yours.minutes_outside_slo,
    }


def totals(seen: Sequence[Seen]) -> dict[str, Any]:
    return {"least_points": min(each.outcome.points if each.outcome else 0 for each in seen)}


grade = Grader(
    trials=trials,
    questions=(
        *ANY,
        not_concluded,
        in_the_queue,
        made_worse,
        beside_a_backlog,
        billed_twice,
        wrong_cause,
        acted_blind,
        not_stopped,
        not_repaired,
        no_proof,
        too_late,
    ),
    facts=facts,
    columns="09.2.columns",
    row="09.2.row",
    totals=totals,
).grade
