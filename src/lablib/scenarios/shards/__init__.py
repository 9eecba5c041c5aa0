"""Loads on shards: a hot tenant, what a partition key makes of it, and the alarms that should tell."""

from lablib.scenarios.replay import make_stream
from lablib.scenarios.shards.alarms import rang, region_alarms
from lablib.scenarios.shards.hot_tenant import by_minute, by_tenant, evening, minute, serve, serve_evening
from lablib.scenarios.shards.packing import Packed, packed_minute
from lablib.scenarios.shards.partition_key_spread import spread
from lablib.scenarios.shards.unseen_day import another_day
from lablib.scenarios.shards.what_if import ShardKnobs, shards_scenario

__all__ = [
    "Packed",
    "ShardKnobs",
    "another_day",
    "by_minute",
    "by_tenant",
    "evening",
    "make_stream",
    "minute",
    "packed_minute",
    "rang",
    "region_alarms",
    "serve",
    "serve_evening",
    "shards_scenario",
    "spread",
]
