"""Kinesis, its event source mapping and CloudWatch on virtual time, under plain boto3.

In a notebook `lablib.start("02")`, in a script or a test `with World(seed=7) as world:`.

A name is imported when it is first used, so that the simulator needs neither Jupyter nor the course.

In IPython, boto3 doesn't reach AWS from `import lablib` on; elsewhere, from the first world on. `real_aws()`
lifts that, and `lablib.simulator.network.aws_guard` has the details.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any


def _guard_the_kernel() -> None:
    from lablib.simulator.network.ipython_shell import shell

    if shell() is not None:
        from lablib.simulator.clock import whole_imports
        from lablib.simulator.network import aws_guard

        aws_guard.arm()
        whole_imports.install()


_guard_the_kernel()  # before anything that takes time, so that it holds whatever is interrupted later

if TYPE_CHECKING:
    from lablib.simulator import World
    from lablib.simulator.network.real_aws import real_aws
    from lablib.teaching.checks import check, compare, hint, predict, quiz, recall, solution, summary
    from lablib.teaching.notebook_world import start, stop

__all__ = [
    "World",
    "check",
    "compare",
    "hint",
    "predict",
    "quiz",
    "real_aws",
    "recall",
    "solution",
    "start",
    "stop",
    "summary",
]

_CHECKS = "lablib.teaching.checks"
_HOMES = {
    "World": "lablib.simulator",
    "real_aws": "lablib.simulator.network.real_aws",
    "start": "lablib.teaching.notebook_world",
    "stop": "lablib.teaching.notebook_world",
}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(_HOMES.get(name, _CHECKS)), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
