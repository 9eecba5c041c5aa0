"""Pictures of a world: one message each, one style, a line of numbers underneath.

A function takes data, never a world, and returns a `Picture`. matplotlib is imported when one is drawn.
"""

from lablib.plots.backoff_sheet import retry_storm
from lablib.plots.capacity_day import capacity_day
from lablib.plots.cascade import cascade
from lablib.plots.concurrency import concurrency
from lablib.plots.contention import contention_curves
from lablib.plots.fates import offered_stored_lost
from lablib.plots.glance import incident_at_a_glance
from lablib.plots.iterator_age import iterator_age
from lablib.plots.key_to_shard import key_to_shard
from lablib.plots.mapping_timeline import mapping_timeline
from lablib.plots.minute_and_second import minute_and_second
from lablib.plots.picture import Picture
from lablib.plots.shards import shards_by_seconds
from lablib.plots.storms_sheet import retry_storms
from lablib.plots.story import way_of_an_event

__all__ = [
    "Picture",
    "capacity_day",
    "cascade",
    "concurrency",
    "contention_curves",
    "incident_at_a_glance",
    "iterator_age",
    "key_to_shard",
    "mapping_timeline",
    "minute_and_second",
    "offered_stored_lost",
    "retry_storm",
    "retry_storms",
    "shards_by_seconds",
    "way_of_an_event",
]
