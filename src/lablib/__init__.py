"""Kinesis, its event source mapping and CloudWatch on virtual time, under plain boto3.

In a notebook `lablib.start("02")`, in a script or a test `with World(seed=7) as world:`.

A name is imported when it is first used, so that the simulator needs neither Jupyter nor the course.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lablib.simulator import World
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

_CHECKS = "lablib.teaching.checks"
_HOMES = {"World": "lablib.simulator"} | dict.fromkeys(("start", "stop"), "lablib.teaching.notebook_world")


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(_HOMES.get(name, _CHECKS)), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
