"""Cause 11: what is given up can't be written to the failure queue, so nobody hears of it."""

from __future__ import annotations

import dataclasses
from typing import Any

from lablib.scenarios.incidents import handlers
from lablib.scenarios.incidents.cause import Cause, OnCall, Sign
from lablib.scenarios.incidents.causes.steps import read_again, wait_until_caught_up
from lablib.scenarios.incidents.evidence import Evidence
from lablib.scenarios.incidents.setup import Setup
from lablib.scenarios.incidents.system import QUEUE, System
from lablib.simulator import limits
from lablib.simulator.kinesis.state.routing import hash_of

ONE_IN = 30
"""Of the customers, one in so many sends the new schema."""
QUEUE_ARN = f"arn:{limits.PARTITION}:sqs:{limits.REGION}:{limits.ACCOUNT_ID}:{QUEUE}"
TIGHTENED_BEFORE_MIN = 5


def _begin(system: System, minute: float) -> None:
    def tighten() -> None:
        system.deny_queue()
        system.changed(f"least privilege: a new policy for {QUEUE}")
        system.tell("the new policy leaves the booking function's role out")

    def enable() -> None:
        system.gateways.change_event = new_schema
        system.changed("the gateways write usage schema 2 for the pilot customers")
        system.tell(
            "the booking function raises for schema 2; the mapping gives those events up, and tells nobody"
        )

    system.at(minute - TIGHTENED_BEFORE_MIN, tighten)
    system.at(minute, enable)


def new_schema(event: dict[str, Any]) -> dict[str, Any]:
    """Of a pilot customer's event: the tokens in one object."""
    if hash_of(event["tenant"]) % ONE_IN:
        return event
    kept = {name: value for name, value in event.items() if not name.startswith("tokens")}
    return kept | {"tokens": {"in": event["tokens_in"], "out": event["tokens_out"]}}


def _set_up(setup: Setup) -> Setup:
    bounded = {
        "BisectBatchOnFunctionError": True,
        "MaximumRetryAttempts": 1,
        "DestinationConfig": {"OnFailure": {"Destination": QUEUE_ARN}},
    }
    return dataclasses.replace(setup, mapping={**setup.mapping, **bounded})


def _reference(game: OnCall) -> None:
    game.look("failure queue")
    game.look("metric", name="DestinationDeliveryFailures")
    game.look("logs", function=handlers.FUNCTION)
    deploys = game.look("deploys")
    since = next(at for at, text in reversed(deploys.rows) if "pilot" in text)
    game.act("policy")
    game.act("deploy", what=handlers.FUNCTION, version="v43")
    wait_until_caught_up(game)
    read_again(game, since)


def _purge(game: OnCall) -> None:
    """Nothing in the queue, so nothing is wrong."""
    game.act("purge")


def _without_bounds(game: OnCall) -> None:
    game.act("update mapping", MaximumRetryAttempts=-1, BisectBatchOnFunctionError=False)


def _not_delivered(evidence: Evidence) -> bool:
    return any(value > 0 for _, value in evidence.rows)


CAUSE = Cause(
    id="destination-denied",
    says="events are given up, and the failure queue that should tell of them can't be written",
    begin=_begin,
    reference=_reference,
    parts=frozenset({"schema", "function"}),
    replays=True,
    worse={"purge": _purge, "retry without bounds": _without_bounds},
    signs=(
        Sign(
            "metric",
            {"name": "DestinationDeliveryFailures", "statistic": "Sum"},
            "messages about given-up batches couldn't be delivered",
            _not_delivered,
        ),
    ),
    false_trail="the failure queue is empty, and IteratorAge is fine",
    cases=("https://docs.aws.amazon.com/lambda/latest/dg/kinesis-on-failure-destination.html",),
    set_up=_set_up,
)
