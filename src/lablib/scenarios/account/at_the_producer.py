"""What the month's account has from the way into the stream: lost at the gateways, or stored twice there.

Each function plays a lab's own scenario, with that lab's load, and returns dollars of one such run by the
story's price list. Where a scenario counts records and knows no tokens, a record has the mean price.
"""

from __future__ import annotations

from typing import Any
from zlib import crc32

from botocore.config import Config

from lablib.scenarios.capacity import ON_DEMAND, Load, Plan, capacity_run, launch, tenants, usual_day
from lablib.scenarios.producer import BackoffKnobs, backoff_scenario
from lablib.scenarios.producer.minute_under_trouble import (
    LOST_ANSWERS_AFTER_S,
    LOST_ANSWERS_FOR_S,
    entry_of,
)
from lablib.scenarios.replay.incident import STREAM, make_stream, replay_incident
from lablib.scenarios.replay.incident_hour import SEED, SHARDS, incident_hour
from lablib.scenarios.shards.hot_tenant import (
    EVENING_GATEWAYS,
    HOT,
    KeyOf,
    by_tenant,
    evening,
    next_minute_us,
    serve,
)
from lablib.simulator.network.clients import world_client
from lablib.simulator.world import World
from lablib.traffic import event_id_of
from lablib.traffic.events import from_json
from lablib.traffic.gateways import GATEWAYS
from lablib.traffic.price_list import dollars, mean_dollars
from lablib.traffic.producers import Producer, careful, naive

LAUNCH_H, LAUNCH_MINUTES, LAUNCH_PER_S = 14.0, 60, 6_000
"""Lab 05's launch: when, for how long, and how much comes on top of the usual day."""
SALTS = 16
"""Lab 04's number of keys for a hot tenant."""
LAUNCH_SHARDS = 21
"""The fewest with which that day throttles nothing."""


def never_resent(producer: Producer = naive) -> float:
    """Labs 00 and 02: the incident's hour, throttled at a flush and never sent again."""
    return dollars(incident_hour(producer).lost)


def resent() -> float:
    """The same hour with a producer that resends what failed."""
    return never_resent(careful)


def given_up_in_a_storm(policy: str = "none", attempts: int = 8) -> float:
    """Lab 03: one flush of the launch, retried at once and given up."""
    run = backoff_scenario(BackoffKnobs(policy, attempts=attempts, clients=GATEWAYS), SEED)
    return run.lost * mean_dollars()


def spread_by_jitter() -> float:
    """The same flush with full jitter and twelve attempts."""
    return given_up_in_a_storm("full jitter", 12)


def stored_twice() -> float:
    """Lab 03: for two seconds Kinesis stores and its answers are lost, so boto3 sends the calls again."""
    served, stored = _minute_of_lost_answers()
    return dollars(stored) - dollars(served)


def counted_once() -> float:
    """The same stream, billed by a consumer that counts an event id once."""
    served, stored = _minute_of_lost_answers()
    once = {event["event_id"]: event for event in stored}
    return dollars(once.values()) - dollars(served)


def _minute_of_lost_answers() -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """What the gateways served in lab 03's minute, and what the stream has of it; no event is missing."""
    three = {"mode": "standard", "total_max_attempts": 3}
    with World(SEED, identify=event_id_of) as world:
        make_stream(SHARDS)
        client = world_client("kinesis", config=Config(read_timeout=2, retries=three))

        def send(_: Any, stream: str, events: list[dict[str, Any]]) -> None:
            careful(client, stream, [entry_of(event) for event in events])

        world.fault("hang_after_processing", after_s=LOST_ANSWERS_AFTER_S, for_s=LOST_ANSWERS_FOR_S)
        served = replay_incident(world, send, gateways=GATEWAYS, minutes=1)
        logs = [shard.log for shard in world.kinesis.streams[STREAM].shards]
        return served, [from_json(bytes(data)) for log in logs for data in log.data]


def lost_by_the_old_region(shards: int = SHARDS, key_of: KeyOf = by_tenant) -> float:
    """Lab 04: one evening of the region whose gateways throw away what is throttled."""
    with World(SEED) as world:
        make_stream(shards)
        world.clock.sleep_until(next_minute_us(world))
        serve(world, evening(world), EVENING_GATEWAYS, key_of)
        return dollars(map(from_json, world.ledger.lost_contents()))


def spread_by_session() -> float:
    """The same evening with twice the shards, and the hot tenant's key salted by session."""
    return lost_by_the_old_region(2 * SHARDS, _salted)


def _salted(event: dict[str, Any]) -> str:
    if event["tenant"] != HOT:
        return by_tenant(event)
    return f"{HOT}#{crc32(event['session'].encode()) % SALTS}"


def throttled_at_the_launch(plan: Plan | None = None) -> float:
    """Lab 05: a launch on an on-demand stream: no room for half an hour, and no resend outlasts that."""
    day = Load((tenants(usual_day(SEED) + launch(LAUNCH_H, LAUNCH_MINUTES, LAUNCH_PER_S)),))
    return capacity_run(day, plan or Plan(ON_DEMAND)).throttled * mean_dollars()


def room_at_the_launch() -> float:
    """The same launch on a stream that has its shards beforehand."""
    return throttled_at_the_launch(Plan(shards=LAUNCH_SHARDS))
