"""Kinesis, its event source mapping and CloudWatch on virtual time, under plain boto3.

In a notebook `lablib.start("02")`, in a script or a test `with World(seed=7) as world:`.

A name is imported when it is first used, so that the simulator needs neither Jupyter nor the course.

In IPython, boto3 doesn't reach AWS from `import lablib` on; elsewhere, from the first world or `lablib.start`
on. `real_aws()` lifts that, and `lablib.simulator.network.aws_guard` has the details.
"""

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING, Any


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """The stop button, however often it's pressed in this block, interrupts at the block's end.

    A handler notes the press. To block the signal wouldn't do: a kernel has other threads, which take it
    then. And only the standard library may be used here: lablib's own `interrupts` is still to be imported.
    """
    before = signal.getsignal(signal.SIGINT)
    if not callable(before) or threading.current_thread() is not threading.main_thread():
        yield
        return
    pressed: list[Any] = []
    signal.signal(signal.SIGINT, lambda number, frame: pressed.append(frame))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
        if pressed:
            before(signal.SIGINT, pressed[0])


if "IPython.core.interactiveshell" in sys.modules:
    with _uninterrupted():
        from lablib.simulator.network.kernel_guard import guard_the_kernel as _guard_the_kernel

        _guard_the_kernel()  # before anything that takes time, so that it holds whatever is interrupted later

if TYPE_CHECKING:
    from lablib.pictures.player.play import play
    from lablib.pictures.player.watch import watch
    from lablib.simulator import World
    from lablib.simulator.network.real_aws import real_aws
    from lablib.teaching.checks import (
        check,
        compare,
        hint,
        my_producer,
        predict,
        predicted,
        quiz,
        recall,
        solution,
        summary,
    )
    from lablib.teaching.game_day.own_night import incident
    from lablib.teaching.game_day.runbook import runbook
    from lablib.teaching.notebook_world import restart, start, stop
    from lablib.teaching.timeline import Timeline

__all__ = [
    "Timeline",
    "World",
    "check",
    "compare",
    "hint",
    "incident",
    "my_producer",
    "play",
    "predict",
    "predicted",
    "quiz",
    "real_aws",
    "recall",
    "restart",
    "runbook",
    "solution",
    "start",
    "stop",
    "summary",
    "watch",
]

_CHECKS = "lablib.teaching.checks"
_HOMES = {
    "Timeline": "lablib.teaching.timeline",
    "World": "lablib.simulator",
    "incident": "lablib.teaching.game_day.own_night",
    "play": "lablib.pictures.player.play",
    "real_aws": "lablib.simulator.network.real_aws",
    "restart": "lablib.teaching.notebook_world",
    "runbook": "lablib.teaching.game_day.runbook",
    "start": "lablib.teaching.notebook_world",
    "stop": "lablib.teaching.notebook_world",
    "watch": "lablib.pictures.player.watch",
}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    if name in (
        "incident",
        "start",
    ):  # its imports take long, and are no reason to leave boto3 unguarded if interrupted
        import_module("lablib.simulator.network.aws_guard").arm()
    value = getattr(import_module(_HOMES.get(name, _CHECKS)), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
