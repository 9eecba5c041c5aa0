"""Grades teardown: stacks of moto that broke off in different places, and what is left of each afterwards."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any, NamedTuple

from lablib.on_aws.half_made import Trouble, an_account, find, make_stack
from lablib.on_aws.half_made.stack import AGAIN, OLD, PARTS, of_others
from lablib.on_aws.what_is_left import Thing
from lablib.scenarios.fresh_world import fresh_world
from lablib.teaching.checks.attempt import Attempt, observe
from lablib.teaching.checks.findings import ANY, Finding
from lablib.teaching.checks.grader import Grader
from lablib.teaching.checks.shown_value import shown

RUN = "0a1b2c3d"
MOST_S = 600
LONGEST_S = 1_800
NO_TROUBLE = Trouble()


class Row(NamedTuple):
    """A stack, and what is in the way. All are of one run."""

    name: str
    parts: tuple[str, ...]
    trouble: Trouble = NO_TROUBLE


ROWS = (
    Row("a whole stack", PARTS),
    Row("listings with things that are gone", PARTS, Trouble(stale_s=1_200)),
    Row("one deletion is denied", PARTS, Trouble(denied="function")),
    Row("the same run, made again", (*PARTS, AGAIN)),
    Row("stopped while it was made", PARTS, Trouble(being_made_s=90)),
    Row("nothing but a role and a queue", ("queue", "role")),
    Row("nothing at all", ()),
)


@dataclass(slots=True)
class TeardownAttempt(Attempt):
    """What the account has after the function returned."""

    made: int = 0
    left: list[Thing] = field(default_factory=list)
    denied: str = ""
    stale: bool = False
    """Whether the listings have things that are gone."""
    others_before: list[str] = field(default_factory=list)
    others_after: list[str] = field(default_factory=list)

    def is_stale(self, thing: Thing) -> bool:
        """Whether it's in the listings and nowhere else."""
        return self.stale and thing.name.endswith(OLD)

    @property
    def reported(self) -> list[Any]:
        """What it returned, if that's a list."""
        return [*self.returned]


def _play(row: Row, fn: Callable[..., Any]) -> TeardownAttempt:
    seen = TeardownAttempt(row.name, denied=row.trouble.denied, stale=row.trouble.stale_s > 0)
    with an_account() as session, fresh_world(seed=7, stop_after_s=LONGEST_S) as world:
        seen.made = len(make_stack(session, RUN, row.parts, row.trouble))
        seen.others_before = of_others(session, RUN)
        observe(seen, world, partial(_look_after, seen, fn), (RUN,), clients=(session,))
    return seen


def _look_after(seen: TeardownAttempt, fn: Callable[..., Any], session: Any, run: str) -> Any:
    """Call it, and look while the account is still there: moto forgets it when the world closes."""
    try:
        return fn(session, run)
    finally:
        seen.left = [thing for thing in find(session, run) if not seen.is_stale(thing)]
        seen.others_after = of_others(session, run)


def no_list(seen: TeardownAttempt) -> Finding | None:
    """A list of things, or nobody can read it."""
    return (
        None
        if isinstance(seen.returned, list | tuple | set)
        else ("11.2.no-list", {"returned": shown(seen.returned)})
    )


def left(seen: TeardownAttempt) -> Finding | None:
    """What could have been deleted, and wasn't."""
    avoidable = [thing for thing in seen.left if thing.kind != seen.denied]
    return ("11.2.left", {"left": len(avoidable), "first": avoidable[0].kind}) if avoidable else None


def others(seen: TeardownAttempt) -> Finding | None:
    """What belonged to others, and is gone."""
    gone = [name for name in seen.others_before if name not in seen.others_after]
    return ("11.2.others", {"first": gone[0]}) if gone else None


def silent(seen: TeardownAttempt) -> Finding | None:
    """What is there and isn't in the list."""
    missing = [thing for thing in seen.left if thing not in seen.reported]
    return ("11.2.silent", {"kind": missing[0].kind, "name": missing[0].name}) if missing else None


def reports_gone(seen: TeardownAttempt) -> Finding | None:
    """What is in the list and isn't there."""
    extra = [thing for thing in seen.reported if thing not in seen.left]
    return ("11.2.reports-gone", {"first": _named(extra[0])}) if extra else None


def _named(reported: Any) -> str:
    return f"the {reported.kind} {reported.name}" if isinstance(reported, Thing) else shown(reported)


def too_long(seen: TeardownAttempt) -> Finding | None:
    """It ended, later than it may."""
    return ("11.2.too-long", {"minutes": round(seen.took_s / 60)}) if seen.took_s > MOST_S else None


grade = Grader(
    trials=lambda: [(row.name, partial(_play, row)) for row in ROWS],
    questions=(*ANY, no_list, others, left, silent, reports_gone, too_long),
    facts=lambda seen: {"made": seen.made, "there": len(seen.left)},
    columns="11.2.columns",
    row="11.2.row",
).grade
