"""Cause 1: a forwarder takes HTTP 200 for success, and never looks at FailedRecordCount."""

from __future__ import annotations

import dataclasses
from itertools import pairwise

from lablib.scenarios.incidents.cause import Cause, OnCall, Sign
from lablib.scenarios.incidents.evidence import Evidence, minute_of
from lablib.scenarios.incidents.gateways import GATEWAY
from lablib.scenarios.incidents.setup import Setup
from lablib.scenarios.incidents.system import System

VERSION = "g9"
UNDER_WAY_MIN = 10
"""The last of the large flushes is through by then."""
BOOKED_LATER_MIN = 4
"""What was served so many minutes ago is booked, if ever; sent again before, it would be booked twice."""
FLUSHES_APART_MIN = 4


def _begin(system: System, minute: float) -> None:
    def deploy() -> None:
        system.deploy(GATEWAY, VERSION)
        system.tell(
            "g9 flushes every five minutes, more than the shards take at once, and drops what they throttle"
        )

    system.at(minute, deploy)


def _set_up(setup: Setup) -> Setup:
    return dataclasses.replace(setup, shard_takes_a_min=min(setup.shard_takes_a_min, 20))


def _reference(game: OnCall) -> None:
    game.look("books")
    game.look("metric", name="PutRecords.ThrottledRecords")
    game.look("code", what=GATEWAY)
    deploys = game.look("deploys")
    since = next(at for at, text in reversed(deploys.rows) if VERSION in text)
    game.act("deploy", what=GATEWAY, version="previous")
    game.wait(UNDER_WAY_MIN)
    until = game.look("books").rows[-BOOKED_LATER_MIN][0]
    game.act("replay spool", since=since, until=until, missing_only=True)


def _double_the_shards(game: OnCall) -> None:
    game.act("reshard", shards=6)


def _now_and_then(evidence: Evidence) -> bool:
    """Throttled in single minutes, several minutes apart."""
    minutes = [minute_of(at) for at, value in evidence.rows if value > 0]
    gaps = [late - early for early, late in pairwise(minutes)]
    return len(gaps) > 0 and min(gaps) >= FLUSHES_APART_MIN


def _does_not_look(evidence: Evidence) -> bool:
    """The code sends, and reads nothing of the answer."""
    code = "\n".join(str(line) for (line,) in evidence.rows)
    return "put_records(" in code and "Failed" not in code and "ErrorCode" not in code


CAUSE = Cause(
    id="failed-count-ignored",
    says="the gateways take HTTP 200 for success, and drop the records that FailedRecordCount counts",
    begin=_begin,
    reference=_reference,
    parts=frozenset({"gateways"}),
    replays=True,
    worse={"double the shards": _double_the_shards},
    signs=(
        Sign(
            "metric",
            {"name": "PutRecords.ThrottledRecords", "statistic": "Sum"},
            "records are throttled in one minute of five, which no alarm on 3 of 5 minutes hears",
            _now_and_then,
        ),
        Sign(
            "code",
            {"what": GATEWAY},
            "the sender never reads FailedRecordCount or an ErrorCode",
            _does_not_look,
        ),
    ),
    false_trail="Success is at 100 %, FailedRecords at 0, and over the hour a few percent are used",
    cases=(
        "https://github.com/vectordotdev/vector/issues/16954",
        "https://github.com/vectordotdev/vector/issues/359",
        "https://github.com/risingwavelabs/risingwave/issues/17865",
        "https://github.com/awslabs/lambda-streams-to-firehose/issues/37",
    ),
    set_up=_set_up,
)
