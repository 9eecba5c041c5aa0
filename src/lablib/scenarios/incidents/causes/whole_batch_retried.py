"""Cause 3: after a partial failure the gateways send the whole batch again."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter

from lablib.scenarios.incidents import handlers
from lablib.scenarios.incidents.cause import Cause, OnCall, Sign
from lablib.scenarios.incidents.evidence import Evidence
from lablib.scenarios.incidents.gateways import GATEWAY
from lablib.scenarios.incidents.setup import Setup
from lablib.scenarios.incidents.system import System

VERSION, MORE_ATTEMPTS = "g10", "g11"
CAMPAIGN_AFTER_MIN, CAMPAIGN_MIN, CAMPAIGN_PER_S = 3, 120, 0.65
ENOUGH_SHARDS = 6
"""With three, some nights of the campaign stay outside the objective after the rollback as well."""
SEEN_TWICE = 5
UNDER_WAY_MIN = 10
EVENT_ID = re.compile(r'"event_id": ?"(\w+)"')


def _begin(system: System, minute: float) -> None:
    begins = minute + CAMPAIGN_AFTER_MIN

    def deploy() -> None:
        system.deploy(GATEWAY, VERSION)
        system.tell("g10 sends a whole batch again as long as one of its records fails")

    system.at(minute, deploy)
    system.add_usage(CAMPAIGN_PER_S, begins, begins + CAMPAIGN_MIN, "c")
    system.at(begins, lambda: system.tell("a campaign brings 50 % more usage: some flushes are throttled"))


def _set_up(setup: Setup) -> Setup:
    return dataclasses.replace(setup, shard_takes_a_min=min(setup.shard_takes_a_min, 20))


def _reference(game: OnCall) -> None:
    game.look("metric", name="PutRecords.ThrottledRecords")
    game.look("shard")
    deploys = game.look("deploys")
    since = next(at for at, text in reversed(deploys.rows) if VERSION in text)
    game.act("deploy", what=GATEWAY, version="previous")
    game.act("reshard", shards=ENOUGH_SHARDS)
    game.act("deploy", what=handlers.FUNCTION, version="v44")
    until = game.look("deploys").rows[-1][0]
    game.wait(UNDER_WAY_MIN)
    game.act("replay spool", since=since, until=until, missing_only=True)


def _raise_the_attempts(game: OnCall) -> None:
    game.act("deploy", what=GATEWAY, version=MORE_ATTEMPTS)


def _same_events_twice(evidence: Evidence) -> bool:
    """Several events stand in the shard more than once."""
    ids = Counter(found[1] for _, _, data in evidence.rows if (found := EVENT_ID.search(data)))
    return sum(count > 1 for count in ids.values()) >= SEEN_TWICE


def _gives_up_whole_flushes(evidence: Evidence) -> bool:
    """The gateways give up flushes as a whole, never a part of one."""
    counts = [re.search(r"gave up (\d+) of (\d+)", text) for _, text in evidence.rows]
    found = [each.groups() for each in counts if each]
    return bool(found) and all(left == total for left, total in found)


CAUSE = Cause(
    id="whole-batch-retried",
    says="after a partial failure the gateways send the whole batch again, so much is stored several times",
    begin=_begin,
    reference=_reference,
    parts=frozenset({"gateways", "function"}),
    replays=True,
    worse={"raise the attempts": _raise_the_attempts},
    signs=(
        Sign("shard", {}, "the same events stand in the shard several times", _same_events_twice),
        Sign(
            "logs",
            {"function": GATEWAY},
            "the gateways give up whole flushes, though most of each was stored",
            _gives_up_whole_flushes,
        ),
    ),
    false_trail="duplicates are blamed on Kinesis, whose delivery is at least once",
    cases=(
        "https://github.com/aws/amazon-kinesis-streams-for-fluent-bit/issues/31",
        "https://github.com/airbnb/streamalert/issues/737",
    ),
    set_up=_set_up,
)
