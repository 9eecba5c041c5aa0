"""The run: a world that is never opened, a stream, a function and a mapping between them."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from lablib.scenarios.mapping.what_if.events import events_of
from lablib.scenarios.mapping.what_if.handler import Biller
from lablib.scenarios.mapping.what_if.knobs import AWS_DEFAULTS, RETENTION_S, SECONDS, SEED, SHARDS, Knobs
from lablib.scenarios.mapping.what_if.result import MappingRun, Place
from lablib.simulator import limits
from lablib.simulator.kinesis.operations.stream_lifecycle import create_stream
from lablib.simulator.kinesis.state.stream import Stream
from lablib.simulator.lambda_.function import handler_output
from lablib.simulator.lambda_.function.function import Function
from lablib.simulator.lambda_.function.function_metrics import FunctionMetrics
from lablib.simulator.lambda_.mapping.mapping import Mapping
from lablib.simulator.lambda_.mapping.on_failure_destination import Discarded
from lablib.simulator.lambda_.mapping.starting_position import StartingPosition
from lablib.simulator.world import World
from lablib.traffic.load_generator import write

STREAM, FUNCTION = "usage-events", "bill"


def mapping_scenario(knobs: Knobs = AWS_DEFAULTS, seed: int = SEED) -> MappingRun:
    """Feed three shards for four minutes and let a function read them; same arguments, same run."""
    world = World(seed)
    stream = _make_stream(world)
    events = events_of(knobs.poison_share, seed, world.start_us)
    biller = Biller(world, knobs, events)
    mapping = _map(world, stream, knobs, biller)
    write(world, STREAM, events)
    try:
        with _streams_left_alone():
            places = _watch(world, stream, mapping)
        run = MappingRun(
            knobs,
            world.start_us,
            tuple(mapping.history),
            biller.ages,
            places,
            dict(biller.under_way),
            world.totals(),
            world.ledger.delivered_again,
            biller.billed_again,
        )
    finally:
        world.clock.close()
    world.raise_unseen_errors()
    return run


def _watch(world: World, stream: Stream, mapping: Mapping) -> dict[int, list[Place]]:
    """Let the time pass, and note each second how far the shards are."""
    places: dict[int, list[Place]] = {shard.index: [] for shard in stream.shards}
    for second in range(SECONDS + 1):
        world.clock.run_until(world.start_us + second * limits.US_PER_S)
        for shard, checkpoint in zip(stream.shards, mapping.checkpoints().values(), strict=True):
            places[shard.index].append(Place(shard.log.end, checkpoint))
    return places


@contextmanager
def _streams_left_alone() -> Iterator[None]:
    """A handler that runs has stdout routed (`handler_output.py`) until the last open world closes."""
    was_routed = isinstance(sys.stdout, handler_output.Router)
    try:
        yield
    finally:
        if not was_routed:
            handler_output.unroute()


def _make_stream(world: World) -> Stream:
    create_stream(world.kinesis, {"StreamName": STREAM, "ShardCount": SHARDS}, world.start_us)
    stream = world.kinesis.streams[STREAM]
    stream.retention_h = RETENTION_S / limits.S_PER_HOUR
    return stream


def _delivered(discarded: Discarded) -> bool:
    """An OnFailure destination that takes every message, without boto3."""
    return True


def _map(world: World, stream: Stream, knobs: Knobs, biller: Biller) -> Mapping:
    """Deploy the function, warm, and a mapping that is enabled at once."""
    region = world.lambda_
    metrics = FunctionMetrics(world.metrics, FUNCTION)
    function = Function(
        FUNCTION,
        biller.bill,
        world.start_us,
        metrics,
        timeout_s=limits.FUNCTION_TIMEOUT_MAX_S,
        cold_start_s=0.0,
        takes_s=biller.takes_s,
    )
    region.functions.deploy(function, None)
    mapping = Mapping(
        region.runtime.new_id(),
        world.kinesis,
        stream,
        stream.arn,
        function,
        region.runtime,
        knobs.settings,
        StartingPosition("TRIM_HORIZON"),
        region.rngs_of_next_mapping(),
    )
    if knobs.destination:
        mapping.context.on_failure = _delivered
    region.mappings[mapping.uuid] = mapping
    mapping.enable()
    return mapping
