"""A template for all learners of a room, so that their kernels share the memory of the libraries.

    python -m lablib.teaching.kernels.room_template ADDRESS KERNEL_MEMORY_MB

Whoever may open the socket at ADDRESS gets kernels. None of them may have more than that memory of its own
(Linux counts it as RLIMIT_DATA; 0 is no limit): Python then raises MemoryError in the cell. The template ends
with the process that started it; its kernels run on.
"""

from __future__ import annotations

import os
import resource
import socket
import sys
from pathlib import Path

from lablib.teaching.kernels.forked_kernel import LIBRARIES
from lablib.teaching.kernels.template import Template, fork_kernels
from lablib.teaching.kernels.with_parent import end_with_parent

ANYBODY = 0o666  # the folder around the socket says who may come to it


def main(address: str, memory_mb: int) -> None:
    """Serve until the starter has gone."""
    end_with_parent()
    os.environ["OPENBLAS_NUM_THREADS"] = "1"  # no thread before a fork
    if memory_mb:
        most = memory_mb * 2**20
        resource.setrlimit(resource.RLIMIT_DATA, (most, most))
    fork_kernels(Template(listen_for_a_room(address)), LIBRARIES)


def listen_for_a_room(address: str) -> socket.socket:
    """A socket that the whole room may connect to."""
    Path(address).unlink(missing_ok=True)
    listening = socket.socket(socket.AF_UNIX)
    listening.bind(address)
    Path(address).chmod(ANYBODY)
    listening.listen(64)
    return listening


if __name__ == "__main__":
    sys.path.pop(0)  # the folder that it was started in
    main(sys.argv[1], int(sys.argv[2]))
