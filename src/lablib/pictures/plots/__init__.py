"""Pictures of a world: one message each, one style, a line of numbers underneath.

A function takes data, never a world, and returns a `Picture`. matplotlib is imported when one is drawn.
"""

from lablib.pictures.plots.capacity_day import capacity_day
from lablib.pictures.plots.concurrency import concurrency
from lablib.pictures.plots.contention_curves import contention_curves
from lablib.pictures.plots.expiry_cascade import cascade
from lablib.pictures.plots.incident_at_a_glance import incident_at_a_glance
from lablib.pictures.plots.iterator_age import iterator_age
from lablib.pictures.plots.key_to_shard import key_to_shard
from lablib.pictures.plots.mapping_timeline import mapping_timeline
from lablib.pictures.plots.minute_and_second import minute_and_second
from lablib.pictures.plots.offered_stored_lost import offered_stored_lost
from lablib.pictures.plots.picture import Picture
from lablib.pictures.plots.retry_storm import retry_storm
from lablib.pictures.plots.retry_storm_comparison import retry_storms
from lablib.pictures.plots.shards_by_seconds import shards_by_seconds
from lablib.pictures.plots.way_of_an_event import way_of_an_event

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
