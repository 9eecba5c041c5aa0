"""Cause 5: events of a new schema that the booking function can't read block their shard."""

from __future__ import annotations

import re
from typing import Any

from lablib.scenarios.incidents import handlers
from lablib.scenarios.incidents.cause import Cause, OnCall, Sign
from lablib.scenarios.incidents.causes.steps import wait_until_mapped
from lablib.scenarios.incidents.evidence import Evidence
from lablib.scenarios.incidents.system import QUEUE, System
from lablib.simulator import limits
from lablib.simulator.kinesis.state.routing import hash_of
from lablib.traffic.diurnal_usage import SLICES

BETA_SHARE = 0.1
"""Of the customers of one shard, so many send the new schema."""
QUEUE_ARN = f"arn:{limits.PARTITION}:sqs:{limits.REGION}:{limits.ACCOUNT_ID}:{QUEUE}"


def _begin(system: System, minute: float) -> None:
    slices = SLICES // system.setup.shards
    first = system.world.rng("beta customers").randrange(system.setup.shards) * slices
    beta = range(first, first + max(1, round(BETA_SHARE * slices)))

    def new_schema(event: dict[str, Any]) -> dict[str, Any]:
        if hash_of(event["tenant"]) * SLICES >> 128 not in beta:
            return event
        kept = {name: value for name, value in event.items() if not name.startswith("tokens")}
        return kept | {"tokens": {"in": event["tokens_in"], "out": event["tokens_out"]}}

    def enable() -> None:
        system.gateways.change_event = new_schema
        system.changed("the gateways write usage schema 2 for the beta customers")
        system.tell("events of schema 2 have nested tokens; the booking function raises for them")

    system.at(minute, enable)


def _reference(game: OnCall) -> None:
    game.look("logs", function=handlers.FUNCTION)
    wait_until_mapped(game)
    game.act(
        "update mapping",
        BisectBatchOnFunctionError=True,
        MaximumRetryAttempts=2,
        DestinationConfig={"OnFailure": {"Destination": QUEUE_ARN}},
    )
    game.look("deploys")
    game.act("deploy", what=handlers.FUNCTION, version="v43")
    game.act("redrive")


def _age_limit(game: OnCall) -> None:
    game.act("update mapping", MaximumRecordAgeInSeconds=120)


def _raises(evidence: Evidence) -> bool:
    return any(re.search(r"\[ERROR\].*tokens_in", text) for _, text in evidence.rows)


def _fails_once_a_minute(evidence: Evidence) -> bool:
    """Some invocations of each of the last minutes fail, and others succeed."""
    last = [value for _, value in evidence.rows[-5:]]
    return len(last) == 5 and all(0 < value <= 20 for value in last)


CAUSE = Cause(
    id="poison-pill",
    says="events that the booking function can't read fail their batch again and again, and block a shard",
    begin=_begin,
    reference=_reference,
    parts=frozenset({"schema", "function"}),
    worse={"age limit": _age_limit},
    signs=(
        Sign(
            "logs",
            {"function": handlers.FUNCTION},
            "the same exception about a field of one event, again and again",
            _raises,
            is_shared=True,
        ),
        Sign(
            "metric",
            {"name": "Errors", "statistic": "Sum"},
            "a few errors in every minute, while the other shards' batches succeed",
            _fails_once_a_minute,
            is_shared=True,
        ),
    ),
    false_trail="a shard whose age climbs looks like a shard that is throttled",
    cases=("https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html",),
)
