"""Who calls: learner code, which has virtual time, or a package that waits for something real."""

from __future__ import annotations

import sys
from types import FrameType

KERNELS = {
    "IPython",
    "_pydev_bundle",
    "_pydevd_bundle",
    "debugpy",
    "ipykernel",
    "jupyter_client",
    "prompt_toolkit",
    "pydevd",
    "tornado",
    "zmq",
}
"""What keeps a notebook going, in the same thread as its cells."""
WAITS_FOR_PROGRAMS = {"pexpect", "ptyprocess", "subprocess"}
"""Packages that wait until another program gets on: `subprocess.run(timeout=...)`, and `!ls` in a cell."""
TEST_RUNNERS = {"_pytest", "execnet", "pytest_timeout", "xdist"}
"""What says how long a test took, in real time also where a world is open from before to after."""
WAITS_FOR_REAL = KERNELS | WAITS_FOR_PROGRAMS | TEST_RUNNERS | {"selectors", "socketserver", "timeit"}
"""Packages that wait for sockets and programs, or measure them: a deadline that stands still would keep them
waiting for ever."""
PASSES_ON = {"asyncio", "concurrent", "contextlib", "queue", "threading", "weakref", "_threading_local"}
"""Packages that wait for whoever calls them: that one decides."""
_POOLS = {"multiprocessing.dummy", "multiprocessing.pool"}
"""And these modules: a pool of threads has nothing of processes but its name."""
_CLOCK = "lablib.simulator.clock."
_keep_real: set[str] = set()


def keep_real(module: str) -> None:
    """Threads and locks that `module` makes are real, also inside a world. Call it with `__name__`."""
    _keep_real.add(module)


def here() -> FrameType:
    """The frame of the caller."""
    return sys._getframe(1)


def module_of(frame: FrameType) -> str:
    """The name of the module whose code runs in `frame`."""
    return str(frame.f_globals.get("__name__", ""))


def package_of(frame: FrameType) -> str:
    """The package of the code that runs in `frame`."""
    return module_of(frame).partition(".")[0]


def is_passed_over(frame: FrameType) -> bool:
    """Whether this is code that waits for its caller, or virtual time itself."""
    module = module_of(frame)
    return module.partition(".")[0] in PASSES_ON or module in _POOLS or module.startswith(_CLOCK)


def is_the_network_s(frame: FrameType) -> bool:
    """Whether this is code between a call of boto3 and the clock."""
    module = module_of(frame)
    return module.partition(".")[0] in ("boto3", "botocore") or module.startswith("lablib.simulator.")


def caller_beyond(frame: FrameType | None) -> str:
    """The module of the nearest code, from `frame` on outwards, that waits on its own behalf."""
    while frame is not None and is_passed_over(frame):
        frame = frame.f_back
    return module_of(frame) if frame is not None else ""


def is_real(module: str) -> bool:
    """Whether what this module waits for comes in real time."""
    return module.partition(".")[0] in WAITS_FOR_REAL or module in _keep_real
