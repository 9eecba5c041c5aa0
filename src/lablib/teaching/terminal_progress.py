"""In a script: a line on the terminal for what takes longer than a second, what it is and how far it is.

It is drawn on stderr, over itself, and taken away at the end. Nothing is drawn unless both stdout and stderr
are a terminal, so that no file and no pipe ever has a trace of it.
"""

from __future__ import annotations

import atexit
import shutil
import sys
import threading
from collections.abc import Callable
from typing import TextIO

from lablib.simulator.clock import activity, callers
from lablib.teaching.live_progress import EVERY_S, PATIENCE_S

callers.keep_real(__name__)
ERASE = "\r\x1b[K"
_watching: list[threading.Thread] = []


def watch() -> None:
    """From now on, for as long as this process lives. A second call changes nothing."""
    stdout, stderr = sys.__stdout__, sys.__stderr__
    if _watching or stdout is None or stderr is None or not (stdout.isatty() and stderr.isatty()):
        return
    ended = threading.Event()
    thread = threading.Thread(
        target=show, args=(stderr, ended.wait), name="progress on a terminal", daemon=True
    )
    _watching.append(thread)
    thread.start()
    atexit.register(thread.join)
    atexit.register(ended.set)  # what is registered last comes first


def show(terminal: TextIO, pause: Callable[[float], bool]) -> None:
    """Draw until `pause(seconds)`, which waits in real time, is True."""
    busy_s = 0.0
    is_drawn = False
    while not pause(EVERY_S):
        busy_s = busy_s + EVERY_S if activity.is_told() else 0.0
        if busy_s >= PATIENCE_S:
            line = f"{busy_s:.0f} s · {activity.now()}"[: shutil.get_terminal_size().columns - 1]
            terminal.write(f"{ERASE}{line}\r")
        elif is_drawn:
            terminal.write(ERASE)
        terminal.flush()
        is_drawn = busy_s >= PATIENCE_S
    if is_drawn:
        terminal.write(ERASE)
        terminal.flush()
