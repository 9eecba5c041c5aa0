"""Cause 9: a third and a fourth consumer are attached, and all of them share a shard's two megabytes."""

from __future__ import annotations

import dataclasses
from functools import partial

from lablib.scenarios.incidents.cause import Cause, OnCall, Sign
from lablib.scenarios.incidents.evidence import Evidence
from lablib.scenarios.incidents.setup import Setup
from lablib.scenarios.incidents.system import System

FIRST, NEW = "fraud-check", ("recommendations", "data-lake")
READ_WEIGHT = 21_800
"""With it each reader takes a shard's limit for a third of the time."""
THROTTLED_MIN, THROTTLED_A_MIN = 5, 60
READERS = 4


def _begin(system: System, minute: float) -> None:
    for number, name in enumerate(NEW):
        system.at(minute + 2 * number, partial(_attach, system, name))


def _attach(system: System, name: str) -> None:
    system.add_reader(name, StartingPosition="TRIM_HORIZON")
    system.tell(f"{name} reads the stream from its beginning, and uses up what all readers share")


def _set_up(setup: Setup) -> Setup:
    return dataclasses.replace(setup, readers=(FIRST,), read_weight=READ_WEIGHT)


def _reference(game: OnCall) -> None:
    game.look("metric", name="ReadProvisionedThroughputExceeded")
    game.look("describe", what="mapping")
    for name in NEW:
        game.act("enhanced fan-out", function=name)
    game.act("enhanced fan-out", function=FIRST)


def _more_lanes(game: OnCall) -> None:
    game.act("update mapping", ParallelizationFactor=10)


def _reads_are_throttled(evidence: Evidence) -> bool:
    """In several of the newest minutes many reads were throttled."""
    return len([at for at, value in evidence.rows[-10:] if value > THROTTLED_A_MIN]) >= THROTTLED_MIN


def _many_readers(evidence: Evidence) -> bool:
    return [name for name, _ in evidence.rows].count("mapping of") >= READERS


CAUSE = Cause(
    id="readers-share-a-shard",
    says="too many consumers read the same shards, and share the two megabytes a second that a shard gives",
    begin=_begin,
    reference=_reference,
    leaves_no_reads=True,
    parts=frozenset({"readers", "shards"}),
    worse={"raise ParallelizationFactor": _more_lanes},
    signs=(
        Sign(
            "metric",
            {"name": "ReadProvisionedThroughputExceeded", "statistic": "Sum"},
            "reads are throttled in every minute",
            _reads_are_throttled,
        ),
        Sign(
            "describe",
            {"what": "mapping"},
            "four functions read the stream, two of them since today",
            _many_readers,
        ),
    ),
    false_trail="IteratorAge creeps up, as if the function were too slow",
    cases=(
        "https://github.com/harlow/kinesis-consumer/issues/158",
        "https://github.com/risingwavelabs/risingwave/issues/7453",
    ),
    set_up=_set_up,
)
