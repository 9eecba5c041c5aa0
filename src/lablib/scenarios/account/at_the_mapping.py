"""What the month's account has from the way out of the stream: Lambda's bill, and events never billed.

Each function plays a lab's own scenario and returns dollars of one such run. What customers owe is by the
story's price list, what AWS charges by `billing/prices.py`.
"""

from __future__ import annotations

import base64
import json
from typing import Any

from lablib.billing.prices import LAMBDA_GB_S, LAMBDA_MILLION_REQUESTS
from lablib.scenarios.mapping import (
    ids_in,
    make_stream,
    map_to,
    map_usage,
    replace_mapping,
    write_hour,
    write_usage,
)
from lablib.scenarios.replay.incident_hour import SEED, SHARDS
from lablib.simulator import limits
from lablib.simulator.network.clients import world_client
from lablib.simulator.world import World
from lablib.traffic import event_id_of, feed, requests
from lablib.traffic.events import iso
from lablib.traffic.gateways import GATEWAYS
from lablib.traffic.price_list import dollars, mean_dollars

QUIET_GATEWAYS = GATEWAYS // 20
"""Lab 06 plays a quiet region, with a twentieth of the gateways."""
MEMORY_GB, TAKES_S = 1, 0.4
"""What its function has, and how long a batch takes."""
WINDOW = {"BatchSize": 10_000, "MaximumBatchingWindowInSeconds": 20}
ONE_IN = 2_100
"""Lab 07 plays one event in so many, and its function takes so many times longer."""
BEGINS_H, MALFORMED_H, ENDS_H = 9, 10.9, 44
"""Of lab 07's two days, from Monday's midnight."""
EVENTS_A_GATEWAY, RESERVE = 7, 1.4
"""Lab 07's events per second of a gateway, and the function's speed as a multiple of the mean rate."""
NIGHT_CALL_H = 26
"""Tuesday at two, when lab 07's call is made."""
TWO_RETRIES: dict[str, Any] = {"MaximumRetryAttempts": 2}


def small_batches(**settings: Any) -> float:
    """Lab 06: Lambda's bill for ten minutes of the quiet region, with a mapping at its defaults."""

    def bill(event: Any, context: Any) -> None:
        """It takes its time and does nothing."""

    with World(SEED) as world:
        make_stream(SHARDS)
        map_to(world.deploy(bill, memory_mb=1024 * MEMORY_GB, takes_s=TAKES_S).name, **settings)
        feed(world, "usage-events", requests(QUIET_GATEWAYS, 600, SEED, world.clock.now_us)).join()
        world.sleep(60)
        invocations = len(world.logs("bill"))
    one = float(LAMBDA_MILLION_REQUESTS.usd) / 1_000_000 + float(LAMBDA_GB_S.usd) * MEMORY_GB * TAKES_S
    return invocations * one


def full_batches() -> float:
    """The same ten minutes with a window of 20 s."""
    return small_batches(**WINDOW)


def missed_by_a_new_mapping(position: str = "LATEST") -> float:
    """Lab 06: a deployment of all gateways' consumer that deletes its mapping and makes another one."""
    return replace_mapping(SEED, SHARDS, GATEWAYS, position).missed * mean_dollars()


def begun_before_the_gap() -> float:
    """The same deployment, and the new mapping begins a minute before the old one was deleted."""
    return missed_by_a_new_mapping("AT_TIMESTAMP")


def expired_behind_poison(**at_two: Any) -> float:
    """Lab 07: two days behind one malformed event, at full load; at two somebody changes `at_two`."""
    per_s = GATEWAYS * EVENTS_A_GATEWAY / ONE_IN
    booked: set[str] = set()

    def book_usage(event: Any, context: Any) -> None:
        usage = _usage_in(event)
        world.sleep(SHARDS / (RESERVE * per_s) * len(usage))
        booked.update(each["event_id"] for each in usage)

    with World(SEED, identify=event_id_of) as world:
        world.sleep(BEGINS_H * limits.S_PER_HOUR - limits.METRIC_PERIOD_S)
        make_stream(SHARDS)
        world.deploy(book_usage, name="book-usage", timeout_s=limits.FUNCTION_TIMEOUT_MAX_S)
        uuid = map_usage("book-usage")["UUID"]
        until_s, malformed_s = ENDS_H * limits.S_PER_HOUR, MALFORMED_H * limits.S_PER_HOUR
        served = write_usage(world, per_s, until_s=until_s, malformed_at_s=malformed_s)
        if at_two:
            world.sleep(NIGHT_CALL_H * limits.S_PER_HOUR - world.elapsed_s)
            world_client("lambda").update_event_source_mapping(UUID=uuid, **at_two)
        world.sleep(until_s - world.elapsed_s)
        there = booked | ids_in("usage-events")
    malformed_at = iso(world.start_us + round(malformed_s * limits.US_PER_S))
    malformed = next(each for each in served if each["at"] >= malformed_at)
    lost = [each for each in served if each["event_id"] not in there and each is not malformed]
    return dollars(lost) * ONE_IN


def bisected_at_two() -> float:
    """The same two days, and at two at night the mapping gets bisect and two retries."""
    return expired_behind_poison(BisectBatchOnFunctionError=True, **TWO_RETRIES)


def dropped_beside_poison(**settings: Any) -> float:
    """Lab 08: an hour of its small region, with three malformed events and two retries; good events alone."""
    booked: set[str] = set()

    def book_usage(event: Any, context: Any) -> None:
        booked.update([each["event_id"] for each in _usage_in(event)])

    with World(SEED) as world:
        make_stream(SHARDS)
        world.deploy(book_usage, name="book-usage")
        map_usage("book-usage", MaximumBatchingWindowInSeconds=10, **TWO_RETRIES, **settings)
        written = write_hour(world, GATEWAYS)
    return dollars(each.as_dict() for each in written if each.event_id not in booked and each.cut_at is None)


def bisected_from_the_start() -> float:
    """The same hour with a mapping that bisects."""
    return dropped_beside_poison(BisectBatchOnFunctionError=True)


def _usage_in(event: Any) -> list[dict[str, Any]]:
    """The usage events of a batch; raises for a malformed one."""
    return [json.loads(base64.b64decode(record["kinesis"]["data"])) for record in event["Records"]]
