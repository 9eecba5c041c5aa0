"""What healthy calls take, and what a client makes of an endpoint that isn't."""

from __future__ import annotations

import random
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from lablib.simulator.world import World

CALLS = 2_000
FOR_EVER_S = 1e6


def seconds_of_a_call(config: Config, fault: Any) -> float:
    """How long one call takes to come back in such trouble, with the retries of its client."""
    with World(seed=7) as world:
        kinesis = boto3.client("kinesis", config=config)
        world.fault(fault, for_s=FOR_EVER_S)
        began_s = world.elapsed_s
        try:
            world.spawn(kinesis.list_streams).join()
        except (ClientError, BotoCoreError):
            return world.elapsed_s - began_s
    raise AssertionError("a call that gets no answer came back with one")


def healthy(seed: int, typical_s: float, slow_share: float, slow_s: float) -> tuple[float, ...]:
    """Most calls near the typical latency, a share of slow ones, and one that took a minute once."""
    rng = random.Random(seed)
    calls = [
        slow_s * rng.uniform(0.8, 1.2) if rng.random() < slow_share else typical_s * rng.uniform(0.6, 1.8)
        for _ in range(CALLS - 1)
    ]
    return tuple(round(each, 4) for each in [*calls[:700], 61.0, *calls[700:]])
