"""Kinesis, its event source mapping and CloudWatch on virtual time, under plain boto3.

In a notebook `lablib.start("02")`, in a script or a test `with World(seed=7) as world:`.
"""

from lablib.simulator.world import World
from lablib.teaching.checks import check, compare, hint, predict, quiz, recall, solution, summary
from lablib.teaching.notebook_world import start, stop

__all__ = [
    "World",
    "check",
    "compare",
    "hint",
    "predict",
    "quiz",
    "recall",
    "solution",
    "start",
    "stop",
    "summary",
]
