"""A consumer that a malformed event blocks: its mapping, what it logged, and what it booked."""

from __future__ import annotations

import base64
import json
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from lablib.scenarios.replay.incident import STREAM, make_stream
from lablib.simulator import limits
from lablib.simulator.lambda_.mapping.backoff import wait_us
from lablib.simulator.network.clients import world_client
from lablib.simulator.world import World
from lablib.traffic.load_generator import Feedable, feed

FUNCTION = "book-usage"


def price(data: bytes) -> float:
    """Dollars for one usage event, as the function of lab 07 computes them; raises for a malformed one."""
    usage = json.loads(data)
    return float((usage["tokens_in"] * 3.00 + usage["tokens_out"] * 15.00) / 1_000_000)


def pause_s(failures: int) -> float:
    """Seconds before the next try, after so many failures in a row: a model, as AWS publishes none."""
    return wait_us(failures, random.Random(0)) / limits.US_PER_S


@dataclass(slots=True)
class Consumer:
    """What the function left behind. `lines` has what it logs of an invocation, before it reads the data."""

    world: World
    uuid: str = ""
    """Of its mapping."""
    lines: list[dict[str, Any]] = field(default_factory=list)
    booked: list[str] = field(default_factory=list)
    """Event ids in the order in which they were booked."""
    failed: list[int] = field(default_factory=list)
    """Places in `lines` of the invocations that raised."""

    def update(self, **settings: Any) -> None:
        """Change the mapping, and wait until it is enabled again."""
        world_client("lambda").update_event_source_mapping(UUID=self.uuid, **settings)
        self.world.sleep(2 * limits.MAPPING_UPDATE_US / limits.US_PER_S)

    def total(self, metric: str) -> int:
        """The sum over all time of one of the function's or its mapping's metrics; 0 if it has no samples."""
        found = [series for series in self.world.metrics if series.name == metric]
        return round(sum(point.sum for series in found for point in series.minutes.values()))


def start(
    world: World, events: Sequence[Feedable], *, shards: int, pace_s: float, **settings: Any
) -> Consumer:
    """Make the stream, deploy a function that takes `pace_s` for each event, map it, and feed `events`.

    `settings` are members of CreateEventSourceMapping. A batch is booked as a whole, or not at all.
    """
    make_stream(shards)
    consumer = Consumer(world)

    def handler(event: Any, context: Any) -> None:
        records, now_s = event["Records"], time.time()
        age_s = now_s - records[0]["kinesis"]["approximateArrivalTimestamp"]
        shard = records[0]["eventID"].partition(":")[0]
        line = {"at": round(now_s, 3), "shard": shard, "records": len(records), "age_s": round(age_s, 3)}
        consumer.lines.append(line)
        try:
            ids = [_book(base64.b64decode(record["kinesis"]["data"])) for record in records]
        except Exception:
            consumer.failed.append(len(consumer.lines) - 1)
            raise
        time.sleep(pace_s * len(ids))
        consumer.booked += ids

    world.deploy(handler, name=FUNCTION, timeout_s=limits.FUNCTION_TIMEOUT_MAX_S)
    made = world_client("lambda").create_event_source_mapping(
        FunctionName=FUNCTION,
        EventSourceArn=world.kinesis.streams[STREAM].arn,
        StartingPosition="TRIM_HORIZON",
        MetricsConfig={"Metrics": ["EventCount"]},
        **settings,
    )
    consumer.uuid = made["UUID"]
    feed(world, STREAM, events)
    return consumer


def _book(data: bytes) -> str:
    price(data)
    return str(json.loads(data)["event_id"])
