"""Cause 10: the gateways begin to gzip, and the mapping's filter lets nothing through."""

from __future__ import annotations

import dataclasses
import json

from lablib.scenarios.incidents.cause import Cause, OnCall, Sign
from lablib.scenarios.incidents.causes.steps import read_again, wait_until_caught_up
from lablib.scenarios.incidents.evidence import Evidence
from lablib.scenarios.incidents.gateways import GATEWAY
from lablib.scenarios.incidents.setup import Setup
from lablib.scenarios.incidents.system import System

VERSION = "g12"
PATTERN = json.dumps({"data": {"event_id": [{"exists": True}]}})


def _begin(system: System, minute: float) -> None:
    def deploy() -> None:
        system.deploy(GATEWAY, VERSION)
        system.tell("g12 gzips each event; what isn't JSON matches no filter, and the mapping drops it")

    system.at(minute, deploy)


def _set_up(setup: Setup) -> Setup:
    filters = {"FilterCriteria": {"Filters": [{"Pattern": PATTERN}]}}
    return dataclasses.replace(setup, mapping={**setup.mapping, **filters})


def _reference(game: OnCall) -> None:
    game.look("shard")
    game.look("describe", what="mapping")
    deploys = game.look("deploys")
    since = next(at for at, text in reversed(deploys.rows) if VERSION in text)
    game.act("deploy", what=GATEWAY, version="previous")
    wait_until_caught_up(game)
    read_again(game, since)


def _only_drop_the_filter(game: OnCall) -> None:
    game.act("update mapping", FilterCriteria={"Filters": []})


def _isnt_json(evidence: Evidence) -> bool:
    """The newest records don't begin as JSON does."""
    return bool(evidence.rows) and not str(evidence.rows[-1][2]).startswith("{")


def _filtered(evidence: Evidence) -> bool:
    return any(name == "FilterCriteria" and value for name, value in evidence.rows)


CAUSE = Cause(
    id="filter-drops-gzip",
    says="the gateways compress their events, and the mapping's filter silently drops what it can't read",
    begin=_begin,
    reference=_reference,
    parts=frozenset({"gateways"}),
    replays=True,
    worse={"only drop the filter": _only_drop_the_filter},
    signs=(
        Sign("shard", {}, "the newest records aren't JSON any more", _isnt_json),
        Sign("describe", {"what": "mapping"}, "the mapping has a filter on the data", _filtered),
    ),
    false_trail="Invocations fall and everything is green, as if traffic were down",
    cases=("https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis-filtering.html",),
    set_up=_set_up,
)
