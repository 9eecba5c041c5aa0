"""One run of a mapping in a fresh world: what was fed, what the function got, and when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import boto3
from botocore.exceptions import BotoCoreError, ClientError

from lablib.scenarios.fresh_world import fresh_world
from lablib.scenarios.replay.incident import STREAM, make_stream
from lablib.simulator import limits
from lablib.traffic.load_generator import Feedable, feed

FUNCTION = "consumer"
STARTS_US = (limits.WORLD_START_S + limits.METRIC_PERIOD_S) * limits.US_PER_S
"""When a trial's traffic begins: by then its mapping is enabled."""
REST_S = 2.0 * limits.MAPPING_POLL_EVERY_S
"""Beyond a window's length: until the last record has been polled, gathered and delivered."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """One invocation."""

    at_us: int
    event: dict[str, Any]

    @property
    def records(self) -> int:
        """How many records it carried."""
        return len(self.event["Records"])

    @property
    def waited_s(self) -> float:
        """How long its oldest record was in the stream; 0 for an invocation without records."""
        arrivals = (each["kinesis"]["approximateArrivalTimestamp"] for each in self.event["Records"])
        now_s = self.at_us / limits.US_PER_S
        return now_s - min(arrivals, default=now_s)


@dataclass(slots=True)
class MappingRun:
    """What came of it. With an `error` the mapping could not be made, and nothing ran."""

    deliveries: list[Delivery] = field(default_factory=list)
    error: Exception | None = None

    @property
    def records(self) -> int:
        """How many records the function got, a record that came twice counted twice."""
        return sum(each.records for each in self.deliveries)

    @property
    def oldest_s(self) -> float:
        """The longest time that a record waited for the function."""
        return max((each.waited_s for each in self.deliveries), default=0.0)


def run_mapping(
    events: Sequence[Feedable], settings: dict[str, Any], *, shards: int = 4, seed: int = 7
) -> MappingRun:
    """Feed `events`, from `STARTS_US` on, to a stream with a mapping of these `settings`.

    `settings` are members of CreateEventSourceMapping. The function keeps what it gets and returns at
    once. Ends when all that was fed is through.
    """
    run = MappingRun()
    with fresh_world(seed) as world:
        make_stream(shards)
        world.deploy(
            lambda event, context: run.deliveries.append(Delivery(world.clock.now_us, event)), name=FUNCTION
        )
        arn = boto3.client("kinesis").describe_stream_summary(StreamName=STREAM)["StreamDescriptionSummary"]
        try:
            made = boto3.client("lambda").create_event_source_mapping(
                FunctionName=FUNCTION,
                EventSourceArn=arn["StreamARN"],
                StartingPosition="TRIM_HORIZON",
                **settings,
            )
        except (BotoCoreError, ClientError, TypeError) as error:
            run.error = error
            return run
        feed(world, STREAM, events).join()
        world.sleep(made["MaximumBatchingWindowInSeconds"] + REST_S)
    return run
