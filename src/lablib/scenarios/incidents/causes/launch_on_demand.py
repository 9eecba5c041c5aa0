"""Cause 4: a launch brings more than twice the 30-day peak to an on-demand stream."""

from __future__ import annotations

import dataclasses
from typing import Any

from lablib.scenarios.incidents.cause import Cause, OnCall, Sign
from lablib.scenarios.incidents.evidence import Evidence
from lablib.scenarios.incidents.setup import Setup
from lablib.scenarios.incidents.system import System

LAUNCH_MIN, LAUNCH_PER_S = 45, 2.0
BOOKED_LATER_MIN = 4
"""What was served so many minutes ago is booked, if it ever will be."""
MORE_THAN = 3
"""Times what was served before."""
THROTTLED_MIN = 6
ENOUGH_SHARDS = 16
THROUGH_MIN = 8
"""The launch is over by then, and what was given up is known."""


def _begin(system: System, minute: float) -> None:
    system.add_usage(LAUNCH_PER_S, minute, minute + LAUNCH_MIN, "n")
    system.at(minute, lambda: system.tell("the launch: ten times the usage, from one minute to the next"))


def _set_up(setup: Setup) -> Setup:
    """On demand, at a lower rate, so that the launch isn't more than can be played."""
    return dataclasses.replace(
        setup, mode="ON_DEMAND", per_s=0.21, shard_takes_a_min=6, row_s=min(setup.row_s, 0.5)
    )


def _reference(game: OnCall) -> None:
    game.look("metric", name="PutRecords.ThrottledRecords")
    books = game.look("books")
    stream: dict[str, Any] = dict(game.look("describe", what="stream").rows)
    game.act("capacity mode", mode="PROVISIONED")
    shards = int(stream["OpenShardCount"])
    while shards < ENOUGH_SHARDS:
        shards = min(2 * shards, ENOUGH_SHARDS)
        game.act("reshard", shards=shards)
    game.wait(THROUGH_MIN)
    until = game.look("books").rows[-BOOKED_LATER_MIN][0]
    game.act("replay spool", since=launched_at(books), until=until, missing_only=True)


def _wait(game: OnCall) -> None:
    """It scales by itself, they say."""
    game.wait(30)


def launched_at(books: Evidence) -> str:
    """The first minute in which several times as much was served as in the first ones."""
    usual = _usual(books)
    return str(next(at for at, served, _ in books.rows if served > MORE_THAN * usual))


def _usual(books: Evidence) -> float:
    first = sorted(served for _, served, _ in books.rows[:9])
    return float(first[len(first) // 2]) if first else 0.0


def _usage_jumped(evidence: Evidence) -> bool:
    """The gateways serve several times as much as before, for minutes."""
    usual = _usual(evidence)
    return len([at for at, served, _ in evidence.rows if served > MORE_THAN * usual]) >= THROTTLED_MIN


def _on_demand_and_growing(evidence: Evidence) -> bool:
    return ("StreamMode", "ON_DEMAND") in evidence.rows


CAUSE = Cause(
    id="launch-outgrew-on-demand",
    says="a launch brings more than twice the 30-day peak, and an on-demand stream takes its time to grow",
    begin=_begin,
    reference=_reference,
    parts=frozenset({"stream"}),
    replays=True,
    overlaps=False,
    worse={"wait": _wait},
    signs=(
        Sign("books", {}, "from one minute to the next the gateways serve many times as much", _usage_jumped),
        Sign("describe", {"what": "stream"}, "the stream is on demand", _on_demand_and_growing),
    ),
    false_trail="throttling looks like a hot key, but all shards throttle alike",
    cases=("https://docs.aws.amazon.com/streams/latest/dev/how-do-i-size-a-stream.html",),
    set_up=_set_up,
)
