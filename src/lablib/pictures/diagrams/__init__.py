"""Diagrams of how something works. Each is an SVG with text in it, and a PNG for pages that take no SVG."""

from lablib.pictures.diagrams.bisect_tree import bisect_tree
from lablib.pictures.diagrams.blocked_shard import blocked_shard
from lablib.pictures.diagrams.diagram import Diagram
from lablib.pictures.diagrams.key_to_range import key_to_range
from lablib.pictures.diagrams.mapping_steps import mapping_steps
from lablib.pictures.diagrams.on_demand_rounds import on_demand_rounds
from lablib.pictures.diagrams.partial_answer import partial_answer
from lablib.pictures.diagrams.retry_waves import retry_waves
from lablib.pictures.diagrams.shard_split import shard_split

__all__ = [
    "Diagram",
    "bisect_tree",
    "blocked_shard",
    "key_to_range",
    "mapping_steps",
    "on_demand_rounds",
    "partial_answer",
    "retry_waves",
    "shard_split",
]
