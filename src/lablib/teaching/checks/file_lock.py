"""One program at a time: a lock that the system gives back when its holder dies."""

from __future__ import annotations

import errno
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_NO_LOCKS = (errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP)
"""What a file system says that has no locks, such as some network folders."""


@contextmanager
def locked(file: Path) -> Iterator[None]:
    """Hold `file`'s lock in the block; whoever else wants it waits. It is on `.<name>.lock` beside it.

    Where the file system has no locks, the block runs without one. Raises OSError if the lock's file can't be
    made.
    """
    file = file.resolve()
    with file.with_name(f".{file.name}.lock").open("a+b") as held:
        try:
            _take(held.fileno())
        except OSError as error:
            if error.errno not in _NO_LOCKS:
                raise
        yield  # closing the file gives the lock back


if sys.platform == "win32":
    import msvcrt

    def _take(descriptor: int) -> None:
        while True:  # msvcrt gives up after ten seconds
            try:
                msvcrt.locking(descriptor, msvcrt.LK_LOCK, 1)
            except OSError as error:
                if error.errno != errno.EDEADLK:
                    raise
            else:
                return
else:
    import fcntl

    def _take(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
