"""The scenery of lab 08: an hour with malformed events, and an incident that nobody has seen."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import boto3

from lablib.scenarios.mapping.blocked_consumer import pause_s
from lablib.scenarios.mapping.mapping_trial import UNKNOWN_MODEL, Incident, Tamed, play
from lablib.scenarios.replay.incident import STREAM
from lablib.simulator import limits
from lablib.simulator.world import World
from lablib.traffic.diurnal_usage import CUT_AT, Usage, day
from lablib.traffic.load_generator import feed

MALFORMED_AT = (10, 25, 40)
"""Minutes."""
NIGHT = 0.4
"""Of the mean rate of a day is what comes in its first hour."""
EVENTS_A_GATEWAY = 0.05
"""Events a second that a gateway of this small region serves."""
UNSEEN_OUTAGE_S = 100
MOST_AGE_S = 330


def write_hour(world: World, gateways: int, stream: str = STREAM) -> list[Usage]:
    """Write an hour of usage into `stream` and wait for its end; three events of it are cut off.

    Returns what was written, in order of time.
    """
    events = day(gateways * EVENTS_A_GATEWAY / NIGHT, 1, world.seed, world.clock.now_us)
    for minute in MALFORMED_AT:
        at_us = world.clock.now_us + minute * 60 * limits.US_PER_S
        place = next(n for n, event in enumerate(events) if event.at_us >= at_us)
        events[place] = events[place]._replace(cut_at=CUT_AT)
    feed(world, stream, events).join()
    world.sleep(60)
    return events


def another_incident(
    seed: int,
    shards: int,
    gateways: int,
    tame: Callable[..., Any],
    bill_batch: Callable[..., Any],
    redrive: Callable[..., Any],
) -> list[str]:
    """An incident with the learner's settings, handler and redrive; returns what came of it, in lines."""
    incident = Incident(
        events_per_s=gateways * EVENTS_A_GATEWAY,
        shards=shards,
        outage_s=UNSEEN_OUTAGE_S,
        most_age_s=MOST_AGE_S,
        most_invocations=350 * shards + round(6 * gateways),
        seed=seed,
    )
    settings = tame(incident.as_dict(), pause_s)
    if settings is ... or bill_batch({"Records": []}, print) is ...:
        return ["nothing to run yet: tame or bill_batch has not been written"]
    named: list[Any] = []
    before: list[str] = []

    def afterwards(run: Tamed, url: str) -> None:
        before.append(_told(run))
        named.append(redrive(boto3.client("sqs"), boto3.client("kinesis"), url, _handle(run)))

    run = play(incident, settings, bill_batch, afterwards)
    if run.error is not None:
        return [f"the mapping could not be made: {run.error}"]
    count = len(named[0]) if isinstance(named[0], list) else 0
    left = len(run.events) - len(run.billed) - count
    first = (
        f"{len(run.events):,} events; IteratorAge up to {run.age_s:,.0f} s (bound {incident.most_age_s:,}), "
        f"{run.invocations:,} invocations ({incident.most_invocations:,})"
    )
    last = (
        f"after the redrive: {len(run.billed):,} billed, {run.billed_twice:,} of them again; "
        f"{count} named as bad; {left:,} missing"
    )
    return [first, *before, last]


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
