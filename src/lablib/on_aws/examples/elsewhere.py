"""A region with other choices than the model's, for an example run that differs in ways we know."""

from __future__ import annotations

from unittest.mock import patch

from lablib.on_aws.catalog import ALL
from lablib.on_aws.in_the_model import play
from lablib.on_aws.measurement import Seen
from lablib.on_aws.measurements.burst import groups
from lablib.on_aws.run import Run
from lablib.simulator import limits
from lablib.simulator.call_forms import called_as
from lablib.simulator.kinesis.state.model_choices import Policies
from lablib.simulator.kinesis.state.write_limiter import AlignedSecond
from lablib.simulator.world import World

NOTE = (
    "It is a region that we made up: its shards count in whole seconds, its mappings back off more slowly "
    "and bisect the other way, and its metrics are two minutes late."
)
SEED = 7


def _world(seed: int) -> World:
    world = World(seed, policies=Policies(write_limiter=AlignedSecond))
    world.metrics.visible_after_s = 120
    return world


def played_elsewhere() -> Run:
    """The run in `played-elsewhere.json`, computed again."""
    with patch.multiple(limits, MAPPING_BACKOFF_FACTOR=1.5, MAPPING_BISECT_LEFT_ROUNDED_UP=True):
        run = play(ALL.values(), SEED, _world)
    run.note = NOTE
    return run


@called_as("groups_of_a_limiter(8, 1_000, 700)")
def groups_of_a_limiter(seed: int, burst: int, per_s: int) -> list[Seen]:
    """What the measurement of a shard's limiter sees where a shard has another size and another rate."""
    with patch.multiple(limits, SHARD_WRITE_BURST_RECORDS=burst, SHARD_WRITE_RECORDS_PER_S=per_s):
        return groups(play([ALL["burst"]], seed).entries["burst"].seen)
