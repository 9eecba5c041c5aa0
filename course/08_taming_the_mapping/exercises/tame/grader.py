"""Grades tame: each answer becomes a mapping, and an incident passes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from lablib.scenarios.fresh_world import fresh_world
from lablib.scenarios.mapping.blocked_consumer import pause_s
from lablib.scenarios.mapping.incident_drill import IN_TIME, Incident, Tamed, play
from lablib.teaching.checks.attempt import Attempt, observe
from lablib.teaching.checks.findings import ANY, Finding, changes_its_input
from lablib.teaching.checks.grader import Grader

INCIDENTS = {
    "2 shards, 150 s": Incident(events_per_s=2, most_invocations=440, most_billed_twice=40),
    "4 shards, 220 s": Incident(
        events_per_s=2,
        shards=4,
        outage_s=220,
        most_invocations=530,
        most_billed_twice=40,
        most_to_redrive=30,
        queue="usage-to-redrive",
        seed=9,
    ),
    "5 malformed": Incident(
        events_per_s=2,
        shards=1,
        outage_s=40,
        most_age_s=800,
        most_invocations=700,
        most_billed_twice=200,
        malformed_at=(2, 2.4, 2.8, 3.2, 3.6),
        seed=14,
    ),
    "10 events per s": Incident(
        events_per_s=10,
        shards=1,
        outage_s=220,
        most_age_s=1_000,
        most_invocations=170,
        most_billed_twice=1_300,
        most_to_redrive=1_950,
        seed=9,
    ),
    "6 events per s": Incident(
        events_per_s=6,
        shards=1,
        most_age_s=700,
        most_invocations=500,
        most_billed_twice=100,
        most_to_redrive=600,
    ),
}
"""In the third, the bad batches together may leave as many good events as one. In the fourth, nothing but the
function's timeout keeps a batch small. In the last, nothing but the bound on what is billed twice does."""

NOT_ASKED = ("FunctionName", "EventSourceArn", "StartingPosition")


@dataclass(slots=True)
class Seen(Attempt):
    """What the settings made of the incident."""

    incident: Incident = field(default_factory=Incident)
    run: Tamed = field(default_factory=Tamed)


def attempt(fn: Callable[..., Any], name: str) -> Seen:
    seen = Seen(name, incident=INCIDENTS[name])
    with fresh_world(seed=7) as world:
        observe(seen, world, fn, (seen.incident.as_dict(), pause_s))
    if isinstance(seen.returned, dict):
        seen.run = play(seen.incident, seen.returned)
    return seen


def trials() -> list[tuple[str, Callable[[Any], Seen]]]:
    return [(name, partial(attempt, name=name)) for name in INCIDENTS]


def no_settings(seen: Seen) -> Finding | None:
    kind = type(seen.returned).__name__
    return None if isinstance(seen.returned, dict) else ("08.3.no-settings", {"kind": kind})


def not_asked(seen: Seen) -> Finding | None:
    """It sets what whoever creates the mapping sets."""
    given = [name for name in NOT_ASKED if name in seen.returned]
    return ("08.3.not-asked", {"given": ", ".join(given), "many": len(given)}) if given else None


def refused(seen: Seen) -> Finding | None:
    error = seen.run.error
    if error is None:
        return None
    return "08.3.refused", {"error": type(error).__name__, "text": " ".join(str(error).split())[:160]}


def waiting(seen: Seen) -> Finding | None:
    run = seen.run
    return ("08.3.waiting", {"waiting": run.waiting}) if run.waiting else None


def lost(seen: Seen) -> Finding | None:
    """Of two kinds: given up without a trace, and taken for handled."""
    run = seen.run
    if not run.lost:
        return None
    if run.dropped:
        return "08.3.lost", {"lost": len(run.lost), "dropped": run.dropped}
    return "08.3.thought-handled", {"lost": len(run.lost)}


def over(id_: str, is_over: Callable[[Tamed, Incident], bool]) -> Callable[[Seen], Finding | None]:
    return lambda seen: (id_, {}) if is_over(seen.run, seen.incident) else None


def overfull(seen: Seen) -> Finding | None:
    """Batches that run into the timeout make all events late too, so this comes before their age."""
    is_over = seen.run.billed_twice > seen.incident.most_billed_twice
    return ("08.3.billed-twice", {}) if is_over and facts(seen)["size"] > IN_TIME else None


def facts(seen: Seen) -> dict[str, Any]:
    run, asked = seen.run, seen.incident
    given = seen.returned if isinstance(seen.returned, dict) else {}
    return {
        "events": len(run.events),
        "gone": len(run.lost) + run.waiting,
        "age_s": run.age_s,
        "twice": run.billed_twice,
        "invocations": run.invocations,
        "redrive": run.to_redrive,
        "messages": run.messages,
        "most_age_s": asked.most_age_s,
        "most_twice": asked.most_billed_twice,
        "most_invocations": asked.most_invocations,
        "most_redrive": asked.most_to_redrive,
        "outage_s": asked.outage_s,
        "retries": given.get("MaximumRetryAttempts", -1),
        "size": given.get("BatchSize", 100),
        "limit_age_s": given.get("MaximumRecordAgeInSeconds", -1),
    }


def totals(seen: Sequence[Seen]) -> dict[str, Any]:
    return {
        "events": sum(len(each.run.events) for each in seen),
        "age_s": max(each.run.age_s for each in seen),
        "twice": max(each.run.billed_twice for each in seen),
    }


grade = Grader(
    trials=trials,
    questions=(
        *ANY,
        no_settings,
        not_asked,
        refused,
        waiting,
        lost,
        over("08.3.to-redrive", lambda run, asked: run.to_redrive > asked.most_to_redrive),
        overfull,
        over("08.3.too-old", lambda run, asked: run.age_s > asked.most_age_s),
        over("08.3.billed-twice", lambda run, asked: run.billed_twice > asked.most_billed_twice),
        over("08.3.too-many-invocations", lambda run, asked: run.invocations > asked.most_invocations),
        changes_its_input,
    ),
    facts=facts,
    columns="08.3.columns",
    row="08.3.row",
    totals=totals,
    has_run=lambda seen: bool(seen.run.invocations),
).grade
