"""An AWS region on virtual time, complete and useful without the course.

from lablib.simulator import World

with World(seed=7) as world:
    kinesis = boto3.client("kinesis")
    ...

A name is imported when it is first used: `lablib` guards boto3 before it imports anything slow.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lablib.simulator.world import World

__all__ = ["World"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module("lablib.simulator.world"), name)
    globals()[name] = value
    return value
