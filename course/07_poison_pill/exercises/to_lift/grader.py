"""Grades to_lift: a mapping runs with the limits that the answer lifts, until its function is repaired."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache, partial
from textwrap import shorten
from typing import Any, NamedTuple

from lablib.scenarios.fresh_world import fresh_world
from lablib.scenarios.mapping.blocked_consumer import FUNCTION, pause_s
from lablib.scenarios.replay.incident import STREAM, make_stream
from lablib.simulator import limits
from lablib.simulator.lambda_.mapping.history import Did
from lablib.simulator.world import World
from lablib.teaching.checks.attempt import Attempt, observe
from lablib.teaching.checks.call_again import keeps_state
from lablib.teaching.checks.findings import ANY, Finding, changes_its_input
from lablib.teaching.checks.grader import Grader

import boto3

ARRIVED_S = 11 * limits.S_PER_HOUR + 0.137
"""From the world's beginning; it matters to nobody but who takes it for a round number."""
DEPLOYED_BEFORE_S = limits.S_PER_HOUR
"""What the function is told. A run needs no more of it than the mapping takes to be there: then it only polls."""
ENABLED_AFTER_S = 60
LOOK_FIRST_S = 0.1
"""How often is looked whether the first try is over."""
NEXT_TRY_S = 65
"""After the repair, until the next try is over: the longest pause and a poll."""
MUCH_LONGER = 10_000
"""So much longer, or shorter, are the pauses of a second call."""
WHOLE_PAUSE_S = 30
"""The first pause of a call in which the last attempt is exactly at the repair; the second is twice as long, and so on."""
LOOK_S = limits.S_PER_HOUR / 2
LIFTED_H = 168
"""What the retention is lifted to."""
NAMES = ("retention", "age", "attempts")
TAKEN_BY = {"expired": "retention", "dropped by age": "age", "dropped by retries": "attempts"}
"""Which limit took the record, by the world's totals."""


class Scene(NamedTuple):
    """The limits of a stream and its mapping, and the time from the record's arrival to the repair."""

    fixed_after_s: float
    retention_h: int = limits.RETENTION_DEFAULT_H
    age_s: int = -1
    attempts: int = -1
    other_pauses: bool = False
    """Whether the function is asked once more, with other pauses."""
    at_the_repair: bool = False
    """Whether it is asked once more, with pauses whose sum is the time to the repair."""

    def lifted(self, names: frozenset[str]) -> Scene:
        return self._replace(
            retention_h=LIFTED_H if "retention" in names else self.retention_h,
            age_s=-1 if "age" in names else self.age_s,
            attempts=-1 if "attempts" in names else self.attempts,
        )


class Run(NamedTuple):
    """What became of the record."""

    taken_by: str
    """The limit that took it; empty if it was handled."""
    ended_after_s: float
    tries: int


@dataclass(slots=True)
class Seen(Attempt):
    """What the function said to one mapping."""

    scene: Scene = field(kw_only=True)
    state: Finding | None = None
    other: Finding | None = None
    exact: Finding | None = None

    @property
    def names(self) -> frozenset[str]:
        """What it lifts; nothing if that can't be read from the answer."""
        return frozenset(self.returned) if _is_names(self.returned) else frozenset()

    @property
    def run(self) -> Run:
        """The record, with those limits lifted."""
        return let_run(self.scene.lifted(self.names))

    @property
    def right(self) -> frozenset[str]:
        """Limits that take the record while the others are lifted; one that is off can't."""
        if not let_run(self.scene).taken_by:
            return frozenset()
        everything = frozenset(NAMES)
        on = [name for name in NAMES if self.scene.lifted(frozenset([name])) != self.scene]
        return frozenset(name for name in on if let_run(self.scene.lifted(everything - {name})).taken_by)


def play(fn: Callable[..., Any], name: str, scene: Scene) -> Seen:
    """The function's answer to a record that has just arrived."""
    seen = Seen(name, scene=scene)
    with fresh_world(7) as world:
        arrived_s = world.start_us / limits.US_PER_S + ARRIVED_S
        mapping = {
            "MaximumRetryAttempts": scene.attempts,
            "MaximumRecordAgeInSeconds": scene.age_s,
            "BisectBatchOnFunctionError": False,
            "LastModified": datetime.fromtimestamp(arrived_s - DEPLOYED_BEFORE_S, UTC),
        }
        fixed_at_s = arrived_s + scene.fixed_after_s
        data = (arrived_s, fixed_at_s, scene.retention_h, mapping, pause_s)
        observe(seen, world, fn, data)
    seen.state = keeps_state(seen, fn, data)
    if scene.other_pauses and not seen.broke_off:
        seen.other = _of_other_pauses(seen, fn, data[:-1])
    if scene.at_the_repair and not seen.broke_off:
        seen.exact = _at_the_repair(seen, fn, data)
    return seen


def _of_other_pauses(seen: Seen, fn: Callable[..., Any], data: tuple[Any, ...]) -> Finding | None:
    """The same mapping with pauses that turn the answer around: needed if it wasn't, and not if it was."""
    times = MUCH_LONGER if "attempts" in seen.right else 1 / MUCH_LONGER
    again = _asked_again(seen, fn, (*data, lambda n: times * pause_s(n)))
    lifts = _is_names(again.returned) and "attempts" in again.returned
    if not again.broke_off and lifts == (times < 1):
        return None
    return "07.2.other-pauses", {
        "first_s": f"{times * pause_s(1):,g}",
        "wanted": "to lift attempts" if times < 1 else "to leave attempts as it is",
        "answer": _answer(again),
    }


def _at_the_repair(seen: Seen, fn: Callable[..., Any], data: tuple[Any, ...]) -> Finding | None:
    """The last attempt is at the repair, and so it is handled: no limit is needed.

    All numbers are whole, so that it is the very moment in whatever order they are added up.
    """
    arrived_s, _, retention_h, mapping, _ = data
    begins_s, retries = math.ceil(arrived_s), seen.scene.attempts
    wait_s = sum(WHOLE_PAUSE_S * n for n in range(1, retries + 1))
    scene = (begins_s, begins_s + wait_s, retention_h, mapping, lambda n: WHOLE_PAUSE_S * n)
    again = _asked_again(seen, fn, scene)
    if not again.broke_off and _is_names(again.returned) and "attempts" not in again.returned:
        return None
    exact = "07.2.at-the-repair", {"wait_s": wait_s, "first_s": WHOLE_PAUSE_S, "answer": _answer(again)}
    return (
        _of_other_pauses(seen, fn, data[:-1]) or exact
    )  # who doesn't look at the pauses, lifts for another reason


def _asked_again(seen: Seen, fn: Callable[..., Any], data: tuple[Any, ...]) -> Attempt:
    again = Attempt(seen.name)
    with fresh_world(7) as world:
        observe(again, world, fn, data)
    return again


def _answer(attempt: Attempt) -> str:
    return shorten(repr(attempt.error if attempt.broke_off else attempt.returned), 60)


@cache
def let_run(scene: Scene) -> Run:
    """One malformed record in a stream of its own, until it is taken or handled.

    The repair is so long after the first try as after the arrival in the scene, where a try comes at once.
    """
    broken = True

    def handler(event: Any, context: Any) -> None:
        if broken:
            raise ValueError("malformed")

    with World(7) as world:
        uuid = _mapped(world, scene, handler)
        world.sleep(ENABLED_AFTER_S)
        boto3.client("kinesis").put_record(StreamName=STREAM, Data=b"{", PartitionKey="t-0001")
        arrived_us = world.kinesis.streams[STREAM].shards[0].log.arrival_us[0]
        history = world.lambda_.mappings[uuid].history
        while not history:
            world.sleep(LOOK_FIRST_S)
        fixed_us = history[0].at_us + round(scene.fixed_after_s * limits.US_PER_S)
        while not _taken_by(world) and world.clock.now_us < fixed_us:
            world.sleep(min(LOOK_S, (fixed_us - world.clock.now_us) / limits.US_PER_S))
        broken = False
        world.sleep(NEXT_TRY_S)
        taken_by = _taken_by(world)
    tries = sum(step.did is Did.FAILED for step in history)
    return Run(taken_by, (history[-1].at_us - arrived_us) / limits.US_PER_S, tries)


def _taken_by(world: World) -> str:
    totals = world.totals()
    return next((limit for fate, limit in TAKEN_BY.items() if totals[fate]), "")


def _mapped(world: World, scene: Scene, handler: Callable[[Any, Any], None]) -> str:
    """Make the stream and its mapping; returns the mapping's UUID."""
    make_stream(1)
    world.deploy(handler, name=FUNCTION)
    if scene.retention_h > limits.RETENTION_DEFAULT_H:
        boto3.client("kinesis").increase_stream_retention_period(
            StreamName=STREAM, RetentionPeriodHours=scene.retention_h
        )
    made = boto3.client("lambda").create_event_source_mapping(
        FunctionName=FUNCTION,
        EventSourceArn=world.kinesis.streams[STREAM].arn,
        StartingPosition="TRIM_HORIZON",
        MaximumRetryAttempts=scene.attempts,
        MaximumRecordAgeInSeconds=scene.age_s,
    )
    return str(made["UUID"])


def trials() -> list[tuple[str, Callable[[Any], Seen]]]:
    """Both sides of each limit, as close as a pause of the mapping; then limits that lie behind each other."""
    hour, a_day_s = limits.S_PER_HOUR, 24 * limits.S_PER_HOUR + 12
    rows = [
        ("all defaults, 24 h and 12 s", Scene(a_day_s)),
        ("60 hours of retention, 59.98 h", Scene(60 * hour - 58.5, retention_h=60)),
        ("up to an hour old, 3,530 s", Scene(3_530, age_s=hour)),
        ("up to an hour old, 3,670 s", Scene(3_670, age_s=hour)),
        ("10 retries, 210 s", Scene(210, attempts=10, at_the_repair=True)),
        ("9 retries, 210 s", Scene(210, attempts=9)),
        ("3 retries, 3.3 s", Scene(3.3, attempts=3)),
        ("3 retries, 3.6 s", Scene(3.6, attempts=3)),
        ("no retry, 3.6 s", Scene(3.6, attempts=0)),
        ("up to a week old, 24 h and 12 s", Scene(a_day_s, age_s=168 * hour)),
        ("20 retries, 5 minutes old, 600 s", Scene(600, age_s=hour // 12, attempts=20)),
        ("10 retries, an hour old, 600 s", Scene(600, age_s=hour, attempts=10, other_pauses=True)),
        ("5 retries, an hour old, a day later", Scene(a_day_s, age_s=hour, attempts=5, other_pauses=True)),
    ]
    return [(name, partial(play, name=name, scene=scene)) for name, scene in rows]


def _is_names(answer: Any) -> bool:
    return isinstance(answer, list | tuple | set | frozenset) and all(
        isinstance(name, str) and name in NAMES for name in answer
    )


def no_names(seen: Seen) -> Finding | None:
    answer = shorten(repr(seen.returned), 60)
    return None if _is_names(seen.returned) else ("07.2.no-names", {"answer": answer})


def lost(seen: Seen) -> Finding | None:
    """It isn't there when the function is repaired: another limit was up before."""
    taken_by = seen.run.taken_by
    if not taken_by:
        return None
    if seen.names & seen.right:
        return "07.2.next-limit", {"lifted": _listed(seen.names & seen.right)}
    return f"07.2.{taken_by}-took-it", {}


def keeps(seen: Seen) -> Finding | None:
    return seen.state


def other_pauses(seen: Seen) -> Finding | None:
    return seen.other


def at_the_repair(seen: Seen) -> Finding | None:
    return seen.exact


def needless(seen: Seen) -> Finding | None:
    """It lifts what would not have taken the record."""
    too_many = sorted(seen.names - seen.right, key=NAMES.index)
    if not too_many:
        return None
    name = too_many[0]
    if name == "retention":
        return "07.2.needless-retention", {}
    is_off = (seen.scene.age_s if name == "age" else seen.scene.attempts) == -1
    return ("07.2.off-already" if is_off else "07.2.needless-limit"), {"limit": name}


def _listed(names: frozenset[str]) -> str:
    return " + ".join(sorted(names, key=NAMES.index)) or "nothing"


def _span(seconds: float) -> str:
    """In the unit in which its difference to another can be seen."""
    hours = seconds / limits.S_PER_HOUR
    return f"{seconds:,.0f} s" if hours < 1 else f"{hours:,.2f} h"


def facts(seen: Seen) -> dict[str, Any]:
    run = seen.run
    return {
        "said": _listed(seen.names),
        "right": _listed(seen.right),
        "taken_by": run.taken_by,
        "ended": _span(run.ended_after_s),
        "end": f"gone after {_span(run.ended_after_s)}" if run.taken_by else "handled",
        "tries": run.tries,
        "retries": seen.scene.attempts,
        "age_s": seen.scene.age_s,
        "retention_h": seen.scene.retention_h,
        "fixed": _span(seen.scene.fixed_after_s),
    }


def totals(seen: Sequence[Seen]) -> dict[str, Any]:
    return {"alone": sum(not each.names for each in seen)}


grade = Grader(
    trials=trials,
    questions=(*ANY, no_names, keeps, lost, needless, other_pauses, at_the_repair, changes_its_input),
    facts=facts,
    columns="07.2.columns",
    row="07.2.row",
    totals=totals,
).grade
