"""One program at a time: a lock that the system gives back when its holder dies."""

from __future__ import annotations

import errno
import os
import select
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lablib.simulator.clock.virtual_time import real_monotonic

LONGEST_WAIT_S = 10
"""Whoever writes down an attempt needs a few milliseconds."""
_PAUSE_S = 0.02
_NO_LOCKS = (errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP)
"""What a file system says that has no locks, such as some network folders."""


@contextmanager
def locked(file: Path) -> Iterator[None]:
    """Hold `file`'s lock in the block; whoever else wants it waits. It is on `.<name>.lock` beside it.

    Where the file system has no locks, the block runs without one. Raises OSError if the lock's file can't be
    made, or if somebody keeps the lock for long: a kernel that stands still in a debugger.
    """
    file = Path(os.path.realpath(file))  # resolve() raises what is no OSError for a ring of links
    with file.with_name(f".{file.name}.lock").open("a+b") as held:
        try:
            _take(held.fileno())
        except OSError as error:
            if error.errno not in _NO_LOCKS:
                raise
        yield  # closing the file gives the lock back


def _held_by_another() -> OSError:
    return OSError(errno.EBUSY, f"another program has held it for {LONGEST_WAIT_S} s")


if sys.platform == "win32":
    import msvcrt

    def _take(descriptor: int) -> None:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_LOCK, 1)  # which gives up after ten seconds
        except OSError as error:
            raise (_held_by_another() if error.errno == errno.EDEADLK else error) from None
else:
    import fcntl

    def _take(descriptor: int) -> None:
        until_s = real_monotonic() + LONGEST_WAIT_S
        while True:
            try:
                return fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if real_monotonic() > until_s:
                    raise _held_by_another() from None
            select.select([], [], [], _PAUSE_S)  # real time, also inside a world
