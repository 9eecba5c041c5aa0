"""A line under a cell that takes longer than a second: for how long, what it does, and how far it is.

It is updated in place and taken away at the end of the cell. Only kernels that `lablib start` starts show it,
so what a build or a test compares has no trace of it.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

from lablib.simulator.clock import activity, callers

callers.keep_real(__name__)
PATIENCE_S = 1.0
EVERY_S = 0.5


class LiveProgress:
    """The line under the cells of one kernel."""

    def __init__(self, shell: Any) -> None:
        self._kernel = shell.kernel
        self._ended = threading.Event()
        self._thread: threading.Thread | None = None

    def before_cell(self, info: Any) -> None:
        """Begin to count. The line belongs to the cell that runs now, whatever runs when it is shown."""
        self._ended = threading.Event()
        cell = self._kernel.get_parent("shell"), self._ended
        self._thread = threading.Thread(target=self._show, args=cell, name="progress of a cell", daemon=True)
        self._thread.start()

    def after_cell(self, result: Any) -> None:
        """Take the line away."""
        self._ended.set()
        if self._thread is not None:
            self._thread.join()

    def _show(self, cell: dict[str, Any], ended: threading.Event) -> None:
        id_, kind = uuid4().hex, "display_data"
        for seconds in waiting(ended):
            what = " · ".join(filter(None, (f"{seconds:.0f} s", activity.now())))
            self._send(kind, {"text/plain": what}, id_, cell)
            kind = "update_display_data"
        if kind == "update_display_data":
            self._send(kind, {}, id_, cell)

    def _send(self, kind: str, data: dict[str, str], id_: str, cell: dict[str, Any]) -> None:
        # display() would ask this thread for the cell, and it has none.
        content = {"data": data, "metadata": {}, "transient": {"display_id": id_}}
        self._kernel.session.send(self._kernel.iopub_socket, kind, content, parent=cell)


def waiting(ended: threading.Event) -> Iterator[float]:
    """Real seconds since the call, twice a second from the first full one on, until `ended`."""
    seconds = PATIENCE_S
    is_over = ended.wait(PATIENCE_S)
    while not is_over:
        yield seconds
        is_over = ended.wait(EVERY_S)
        seconds += EVERY_S


def watch(shell: Any) -> None:
    """Show progress under the cells of a kernel from the next one on."""
    shown = LiveProgress(shell)
    shell.events.register("pre_run_cell", shown.before_cell)
    shell.events.register("post_run_cell", shown.after_cell)
