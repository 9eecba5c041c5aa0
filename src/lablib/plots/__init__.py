"""Pictures of a world: one message each, one style, a line of numbers underneath.

A function takes data, never a world, and returns a `Picture`. matplotlib is imported when one is drawn.
"""

from lablib.plots.fates import where_did_they_go
from lablib.plots.minute_and_second import minute_and_second
from lablib.plots.picture import Picture
from lablib.plots.shards import shards_by_seconds

__all__ = ["Picture", "minute_and_second", "shards_by_seconds", "where_did_they_go"]
