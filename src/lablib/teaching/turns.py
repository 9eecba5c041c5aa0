"""A kernel's side of the room's queue: what takes long waits until one of the machine's processors is free.

The other side is `lablib.classroom.turns`. Where there is no queue, or it doesn't answer, nothing waits.
"""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from lablib.simulator.clock import activity

ADDRESS = "LABLIB_TURNS"
"""The variable with the address of the room's queue."""
CHECK, CELL = b"k", b"c"
MOST_WAIT_S = 60.0
"""For one answer of the queue; then it's as if there were none."""
_has_turn = False


def watch() -> None:
    """From now on this kernel's long activities wait for their turn, if there is a queue."""
    if os.environ.get(ADDRESS):
        activity.take_turns(lambda: turn(CELL))


@contextmanager
def turn(kind: bytes) -> Iterator[None]:
    """Run the block when its turn has come. A turn inside a turn is the same one."""
    global _has_turn  # noqa: PLW0603 - a kernel runs one cell at a time
    address = os.environ.get(ADDRESS, "")
    if not address or _has_turn or threading.current_thread() is not threading.main_thread():
        yield
        return
    _has_turn = True
    try:
        with socket.socket(socket.AF_UNIX) as queue:
            queue.settimeout(MOST_WAIT_S)
            _wait(queue, address, kind)
            yield  # the queue takes the end of the connection for the end of the turn
    finally:
        _has_turn = False


def _wait(queue: socket.socket, address: str, kind: bytes) -> None:
    try:
        queue.connect(address)
        queue.sendall(kind)
        ahead = _told(queue)
        if ahead:
            with activity.doing("waiting for a free processor", lambda: f"{ahead} ahead of you"):
                while ahead:
                    ahead = _told(queue)
    except OSError:
        return


def _told(queue: socket.socket) -> int:
    """How many are before this one; 0 if it may go, or the queue has gone."""
    line = b""
    while not line.endswith(b"\n"):
        byte = queue.recv(1)
        if not byte:
            return 0
        line += byte
    return int(line)
