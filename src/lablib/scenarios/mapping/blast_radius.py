"""The account of lab 06: a consumer that catches up, beside a function that customers wait for.

    run = catch_up(seed=7, shards=16, parallelization=10)

Three functions share the account's concurrency. `model-router` has most of it reserved. `bill` reads a stream
with a backlog. `sign-in` is called by customers twice a second, and has to answer at once.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from botocore.config import Config

from lablib.scenarios.replay.incident import STREAM, make_stream
from lablib.simulator import limits
from lablib.simulator.lambda_.mapping.history import Did
from lablib.simulator.network.clients import world_client
from lablib.simulator.world import World
from lablib.traffic.load_generator import feed
from lablib.traffic.steady_rate import steady

RESERVED_FOR_ROUTER = 850
MOST_RESERVED = limits.ACCOUNT_CONCURRENCY - limits.ACCOUNT_CONCURRENCY_UNRESERVED_MIN - RESERVED_FOR_ROUTER
"""What is left for `bill`: so many executions of an account have to stay unreserved."""
BACKLOG_S = 30
BACKLOG_PER_S = 1_000
CUSTOMERS = 5_000
BATCH_SIZE = 10
BILL_TAKES_S = 2.0
SIGN_IN_TAKES_S = 0.15
SIGN_IN_EVERY_S = 0.5
SECONDS = 90


@dataclass(frozen=True, slots=True)
class CatchUp:
    """What happened in the seconds after the mapping was enabled, as lists by second or of moments."""

    limit: int
    """Concurrent executions that functions without a reservation share."""
    bill: list[int]
    """Most executions of `bill` at once, in each second."""
    sign_ins: int
    throttled_s: list[float]
    """When a call of `sign-in` was answered with 429, in seconds from the start."""
    throttles: int
    """How often a batch of the mapping was throttled."""
    handled: int
    waiting: int
    """Records of the backlog that aren't handled at the end."""

    def __str__(self) -> str:
        doors = f"{len(self.throttled_s):>3} of {self.sign_ins} sign-ins throttled"
        lanes = f"{max(self.bill)} at once, {self.throttles} times throttled, {self.waiting:,} records wait"
        return f"{doors}; bill: {lanes}"


def catch_up(seed: int, shards: int, parallelization: int, reserved: int | None = None) -> CatchUp:
    """Let `bill` read its backlog for a minute and a half; `reserved` is its reserved concurrency.

    Raises ValueError for a reservation that the account can't give.
    """
    if reserved is not None and not 0 <= reserved <= MOST_RESERVED:
        raise ValueError(
            f"reserved is {reserved}: of the account's {limits.ACCOUNT_CONCURRENCY:,}, model-router has "
            f"{RESERVED_FOR_ROUTER} and {limits.ACCOUNT_CONCURRENCY_UNRESERVED_MIN} stay unreserved; "
            f"give 0 to {MOST_RESERVED}"
        )
    with World(seed) as world:
        make_stream(shards)
        world.deploy(_nothing, name="model-router", reserved_concurrency=RESERVED_FOR_ROUTER)
        world.deploy(_nothing, name="sign-in", takes_s=SIGN_IN_TAKES_S)
        world.deploy(_nothing, name="bill", takes_s=BILL_TAKES_S, reserved_concurrency=reserved)
        backlog = steady(BACKLOG_PER_S, BACKLOG_S, seed, world.clock.now_us, keys=CUSTOMERS)
        feed(world, STREAM, backlog).join()
        return _run(world, parallelization)


def _nothing(event: Any, context: Any) -> None:
    """What a function does here is to take its time."""


def _run(world: World, parallelization: int) -> CatchUp:
    stream = world_client("kinesis").describe_stream_summary(StreamName=STREAM)["StreamDescriptionSummary"]
    world_client("lambda").create_event_source_mapping(
        FunctionName="bill",
        EventSourceArn=stream["StreamARN"],
        StartingPosition="TRIM_HORIZON",
        BatchSize=BATCH_SIZE,
        ParallelizationFactor=parallelization,
    )
    began_us = world.clock.now_us
    throttled_s = _sign_in(world, began_us)
    totals, now_us = world.totals(), world.clock.now_us
    bill = world.lambda_.functions.find("bill")
    spans = [(log.began_us - began_us, (log.ended_us or now_us) - began_us) for log in bill.logs]
    mapping = next(iter(world.lambda_.mappings.values()))
    return CatchUp(
        world.lambda_.functions.unreserved,
        most_at_once(spans, SECONDS),
        round(SECONDS / SIGN_IN_EVERY_S),
        throttled_s,
        sum(step.did is Did.THROTTLED for step in mapping.history),
        totals["handled"],
        totals["offered"] - totals["handled"],
    )


def _sign_in(world: World, began_us: int) -> list[float]:
    """Customers who sign in, one after the other at a steady pace; returns when they were turned away."""
    client = world_client("lambda", config=Config(retries={"total_max_attempts": 1}))
    throttled_s = []
    for number in range(round(SECONDS / SIGN_IN_EVERY_S)):
        world.clock.sleep_until(began_us + round(number * SIGN_IN_EVERY_S * limits.US_PER_S))
        at_us = world.clock.now_us
        try:
            client.invoke(FunctionName="sign-in", Payload=b"{}")
        except client.exceptions.TooManyRequestsException:
            throttled_s.append((at_us - began_us) / limits.US_PER_S)
    world.clock.sleep_until(began_us + SECONDS * limits.US_PER_S)
    return throttled_s


def most_at_once(spans: Sequence[tuple[int, int]], seconds: int) -> list[int]:
    """For each second the most spans (from, to, in microseconds) that were open at the same time in it."""
    changes = deque(sorted([(began, 1) for began, _ in spans] + [(ended, -1) for _, ended in spans]))
    most, now = [], 0
    for second in range(seconds):
        while changes and changes[0][0] <= second * limits.US_PER_S:
            now += changes.popleft()[1]
        most.append(now)
        while changes and changes[0][0] < (second + 1) * limits.US_PER_S:
            now += changes.popleft()[1]
            most[-1] = max(most[-1], now)
    return most
