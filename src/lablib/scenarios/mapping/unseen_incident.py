"""The end of lab 08: an incident that the lab has not shown, for settings, a handler and a redrive."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from lablib.scenarios.mapping.blocked_consumer import pause_s
from lablib.scenarios.mapping.incident_drill import UNKNOWN_MODEL, Incident, Tamed, play
from lablib.scenarios.mapping.malformed_hour import EVENTS_A_GATEWAY
from lablib.simulator.network.clients import world_client

UNSEEN_OUTAGE_S = 100
MOST_AGE_S = 330


def another_incident(
    seed: int,
    shards: int,
    gateways: int,
    tame: Callable[..., Any],
    bill_batch: Callable[..., Any],
    redrive: Callable[..., Any],
) -> list[str]:
    """Play it with these settings, this handler and this redrive; returns what came of it, in lines."""
    incident = Incident(
        events_per_s=gateways * EVENTS_A_GATEWAY,
        shards=shards,
        outage_s=UNSEEN_OUTAGE_S,
        most_age_s=MOST_AGE_S,
        most_invocations=220 * shards + round(4 * gateways),
        seed=seed,
    )
    settings = tame(incident.as_dict(), pause_s)
    if settings is ... or bill_batch({"Records": []}, print) is ...:
        return ["nothing to run yet: tame or bill_batch has not been written"]
    named: list[Any] = []
    before: list[str] = []

    def afterwards(run: Tamed, url: str) -> None:
        before.append(_told(run))
        named.append(redrive(world_client("sqs"), world_client("kinesis"), url, _handle(run)))

    run = play(incident, settings, bill_batch, afterwards)
    if run.error is not None:
        return [f"the mapping could not be made: {run.error}"]
    return [_at_its_worst(incident, run), *before, _at_the_end(run, named[0])]


def _at_its_worst(incident: Incident, run: Tamed) -> str:
    return (
        f"{len(run.events):,} events; IteratorAge up to {run.age_s:,.0f} s (bound {incident.most_age_s:,}), "
        f"{run.invocations:,} invocations ({incident.most_invocations:,})"
    )


def _at_the_end(run: Tamed, named: Any) -> str:
    """`named` is what the redrive returned: the bad records, if it is a list."""
    count = len(named) if isinstance(named, list) else 0
    left = len(run.events) - len(run.billed) - count
    return (
        f"after the redrive: {len(run.billed):,} billed, {run.billed_twice:,} of them again; "
        f"{count} named as bad; {left:,} missing"
    )


def _told(run: Tamed) -> str:
    return (
        f"before the redrive: {len(run.billed):,} billed, {run.billed_twice:,} of them again; "
        f"{run.to_redrive:,} good events in {run.messages:,} messages; {len(run.lost):,} lost"
    )


def _handle(run: Tamed) -> Callable[[bytes], None]:
    """The function's own code, which by now raises for a model without a price."""

    def handle(data: bytes) -> None:
        usage = json.loads(data)
        if usage["model"] == UNKNOWN_MODEL:
            raise ValueError(f"there is no price for {UNKNOWN_MODEL}")
        run.billed[usage["event_id"]] += 1

    return handle
