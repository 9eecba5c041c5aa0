"""The end of lab 03: a minute of the incident for a retry loop, client settings and a retry budget."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from typing import Any

from botocore.config import Config

from lablib.scenarios.replay.incident import make_stream, replay_incident
from lablib.simulator.network.clients import world_client
from lablib.simulator.world import World
from lablib.traffic import event_id_of
from lablib.traffic.producers import Entries, batches_of, put_once

WITHIN_S = 4.0
"""For each flush: the next one comes a second later."""
LOST_ANSWERS_AFTER_S, LOST_ANSWERS_FOR_S = 79.0, 2.0
"""A flush is in it: the incident fills the second minute of its world."""
SendInTime = Callable[[Callable[[Entries], Entries], Entries, float, Any], Entries]


def minute_under_trouble(
    seed: int,
    shards: int,
    gateways: int,
    config: Config,
    send_in_time: SendInTime,
    budget_of: Callable[[], Any],
) -> str:
    """Play it in a world of its own. Returns what happened to the events, in two lines.

    All gateways share one client and one budget, which `budget_of` makes in that world's time. For
    two seconds the service stores records and doesn't respond.
    """
    back: Entries = []
    with World(seed, identify=event_id_of) as world:
        make_stream(shards)
        client, budget = world_client("kinesis", config=config), budget_of()

        def send(_: Any, stream: str, events: list[dict[str, Any]]) -> None:
            for batch in batches_of([entry_of(event) for event in events]):
                back.extend(send_in_time(partial(put_once, client, stream), batch, WITHIN_S, budget))

        world.fault("hang_after_processing", after_s=LOST_ANSWERS_AFTER_S, for_s=LOST_ANSWERS_FOR_S)
        served = replay_incident(world, send, gateways=gateways, minutes=1)
        missing = {event_id_of(content) for content in world.ledger.lost_contents()}
    handed_back = {event_id_of(entry["Data"]) for entry in back}
    return (
        f"{gateways} gateways, {len(served):,} events: {len(missing - handed_back):,} lost silently, "
        f"{len(handed_back):,} handed back\n  ({len(handed_back - missing):,} of these were stored anyway), "
        f"{world.ledger.duplicates:,} copies stored, so count by event_id"
    )


def entry_of(event: dict[str, Any]) -> dict[str, Any]:
    """As every gateway of the course writes it: JSON, by tenant."""
    return {"Data": json.dumps(event).encode(), "PartitionKey": event["tenant"]}
