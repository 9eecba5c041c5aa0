"""A world for a notebook: `lablib.start("02")` in its first cell.

Time is virtual while a cell runs and real between cells, so that the kernel notices nothing. IPython tells
when a cell begins and ends; in plain Python, time stays virtual until `stop()`.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Hashable
from datetime import UTC, datetime
from typing import Any

from lablib.simulator.world import World
from lablib.traffic import event_id_of

_open: list[_NotebookWorld] = []


class _NotebookWorld:
    """The world of this kernel, and its connection to the cells."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._shell: Any = _shell()

    def open(self) -> None:
        self.world.open()
        self.world.time.on()
        if self._shell is not None:
            self._shell.events.register("pre_run_cell", self._before_cell)
            self._shell.events.register("post_run_cell", self._after_cell)

    def close(self) -> None:
        self.world.close()
        if self._shell is not None:
            self._shell.events.unregister("pre_run_cell", self._before_cell)
            self._shell.events.unregister("post_run_cell", self._after_cell)
        self._tell_unseen_errors()

    def _before_cell(self, info: Any) -> None:
        if self.world.is_open:
            self.world.time.on()

    def _after_cell(self, result: Any) -> None:
        self.world.time.off()
        self._tell_unseen_errors()

    def _tell_unseen_errors(self) -> None:
        for flow in self.world.clock.take_unseen_errors():
            print(f"The flow {flow.name!r}, which was spawned and never joined, failed:")
            traceback.print_exception(flow.error)


def start(lab: str, *, seed: int = 7, identify: Callable[[bytes], Hashable] | None = event_id_of) -> World:
    """Open a fresh world for `lab` and say so. A world that this kernel had before is closed first.

    `identify` tells the ledger what makes a record itself: the `event_id` in it, unless told otherwise.
    """
    stop()
    opened = _NotebookWorld(World(seed, identify=identify))
    opened.open()
    _open.append(opened)
    began = datetime.fromtimestamp(opened.world.clock.now_s, UTC)
    print(
        f"Lab {lab}. A fresh region on virtual time: seed {seed}, {began:%A %Y-%m-%d %H:%M:%S} UTC. "
        "boto3 talks to it, nothing leaves this machine."
    )
    return opened.world


def stop() -> None:
    """Close the world of this kernel, if there is one: boto3 and time are real again."""
    while _open:
        _open[-1].close()
        _open.pop()


def _shell() -> Any:
    """The IPython shell that runs us, or None in plain Python."""
    try:
        from IPython.core.getipython import get_ipython
    except ImportError:
        return None
    return get_ipython()
