"""What happens to the shards of a stream before a learner's reader begins, and while it reads."""

from __future__ import annotations

import boto3

from lablib.scenarios.replay.incident import STREAM
from lablib.simulator import limits
from lablib.simulator.kinesis.state.routing import hash_of
from lablib.simulator.world import World
from lablib.teaching.checks.background_gateways import TENANT, TENANTS, Gateways

SHARDS = ("shardId-000000000000", "shardId-000000000001")
"""Of every stream here, before it is changed."""
CHILDREN = ("shardId-000000000002", "shardId-000000000003")
"""Of the first shard, after it is split."""
RETENTION_IS_OVER_S = 25 * limits.S_PER_HOUR
UPPER = [n for n in range(TENANTS) if hash_of(TENANT.format(n)) > limits.HASH_KEY_MAX // 2]
LOWER = [n for n in range(TENANTS) if n not in UPPER]
"""The tenants whose events are in the first shard."""


def _split(world: World, after_s: int) -> None:
    """Cut the first shard in two."""
    world.clock.sleep(after_s)
    _change("split_shard", ShardToSplit=SHARDS[0], NewStartingHashKey=str(limits.HASH_KEY_MAX // 4))


def split_then_merge(world: World) -> None:
    """Cut the first shard in two, and merge the two as soon as they are open: a child of children."""
    _split(world, after_s=3)
    world.clock.sleep(limits.UPDATE_STREAM_S + 1)
    _change("merge_shards", ShardToMerge=CHILDREN[0], AdjacentShardToMerge=CHILDREN[1])


def _change(operation: str, **what: str) -> None:
    getattr(boto3.client("kinesis"), operation)(StreamName=STREAM, **what)


def some_events(gateways: Gateways) -> None:
    """Both shards hold a few, and stay."""
    gateways.write(120)


def merged_with_a_backlog(gateways: Gateways) -> None:
    """The second parent holds more than two answers of GetRecords, the first a few; the child goes on."""
    gateways.write(240)
    gateways.write_for(UPPER, 2 * limits.GET_RECORDS_MAX_RECORDS + 1)
    _change("merge_shards", ShardToMerge=SHARDS[0], AdjacentShardToMerge=SHARDS[1])
    gateways.world.clock.sleep(limits.UPDATE_STREAM_S + 1)
    gateways.write(240)


def split_today(gateways: Gateways) -> None:
    """Parent and children are all listed, and all have events."""
    gateways.write(120)
    _split(gateways.world, after_s=0)
    gateways.world.clock.sleep(limits.UPDATE_STREAM_S + 1)
    gateways.write(120)


def split_before_all(gateways: Gateways) -> None:
    """The parent is empty, so is the other shard: what there is lies in the children."""
    _split(gateways.world, after_s=0)
    gateways.world.clock.sleep(limits.UPDATE_STREAM_S + 1)
    gateways.write_for(LOWER, 60)
    gateways.world.clock.sleep(10)


def split_yesterday(gateways: Gateways) -> None:
    """The parent is not listed any more; its children are, and what is written now is theirs."""
    _split(gateways.world, after_s=0)
    gateways.world.clock.sleep(RETENTION_IS_OVER_S)
    gateways.write(120)
    gateways.world.clock.sleep(10)
