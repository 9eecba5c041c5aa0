"""An AWS region on virtual time, complete and useful without the course.

from lablib.simulator import World

with World(seed=7) as world:
    kinesis = boto3.client("kinesis")
    ...
"""

from lablib.simulator.world import World

__all__ = ["World"]
