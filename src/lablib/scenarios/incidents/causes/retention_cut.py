"""Cause 12: the retention is cut to a day to save money, while the booking function is two days behind."""

from __future__ import annotations

from dataclasses import replace

from lablib.scenarios.incidents.cause import Cause, OnCall, Sign
from lablib.scenarios.incidents.evidence import Evidence
from lablib.scenarios.incidents.setup import Before, Setup
from lablib.scenarios.incidents.system import System
from lablib.scenarios.replay.incident import STREAM
from lablib.simulator import limits

LONG_H, SHORT_H = 168, limits.RETENTION_DEFAULT_H
BEFORE = (Before(from_h=48, hours=24, per_s=0.03), Before(from_h=24, hours=2, per_s=3.8))
"""A quiet day, then the evening of a launch: events arrived faster than the booking function handles them."""


def _set_up(setup: Setup) -> Setup:
    return replace(setup, retention_h=LONG_H, before=BEFORE)


def _begin(system: System, minute: float) -> None:
    def cut() -> None:
        system.kinesis.decrease_stream_retention_period(StreamName=STREAM, RetentionPeriodHours=SHORT_H)
        system.changed(f"saving: retention of {STREAM} from {LONG_H} to {SHORT_H} hours")
        system.tell("whatever is older than a day is gone at once, and more goes with every minute")

    system.changed("booking resumed after the database's move, 48 hours behind")
    system.at(minute, cut)


def _reference(game: OnCall) -> None:
    game.look("describe", what="stream")
    game.act("retention", hours=LONG_H)


def _celebrate(game: OnCall) -> None:
    game.wait(1)


def _age_at_the_edge(evidence: Evidence) -> bool:
    """The age fell, and stays where the retention ends."""
    ages_h = [age_ms / limits.S_PER_HOUR / 1_000 for _, age_ms in evidence.rows]
    return bool(ages_h) and max(ages_h) > SHORT_H + 6 and SHORT_H - 1 < ages_h[-1] < SHORT_H + 1


CAUSE = Cause(
    id="retention-cut",
    says="the retention was cut below the age of the backlog, so records expire before they are booked",
    begin=_begin,
    reference=_reference,
    parts=frozenset({"stream"}),
    worse={"celebrate": _celebrate},
    signs=(
        Sign(
            "metric",
            {"name": "IteratorAge", "statistic": "Maximum"},
            "IteratorAge falls by hours within a minute, and then stays at the retention period",
            _age_at_the_edge,
        ),
    ),
    false_trail="IteratorAge falls, so the consumer seems to have caught up",
    cases=("https://docs.aws.amazon.com/kinesis/latest/APIReference/API_DecreaseStreamRetentionPeriod.html",),
    set_up=_set_up,
    overlaps=False,
)
