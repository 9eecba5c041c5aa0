"""A learner's seat in a classroom: `python -m lablib.cli.seat`, which JupyterHub starts for each.

The server itself is forked from the room's template where there is one (`warm_seats.py`), which takes a fifth
of the processor time and half of the memory. This process then only waits for it, and hands the hub's signals
on. Otherwise it becomes the server.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from lablib.teaching.kernels.forked_kernel import ForkedKernel, TemplateGone, fork_at
from lablib.teaching.kernels.template import Request

WARM = "LABLIB_WARM_SEATS"
"""The variable with the address of the room's template of servers."""
STREAMS = [0, 1, 2]


def main(arguments: list[str]) -> int:
    """Serve until the hub ends it; the return code. `arguments` are JupyterHub's own."""
    forked = _fork(os.environ.get(WARM, ""), arguments)
    if forked is None:
        from lablib.cli.seat_server import serve

        serve(arguments)
        return 0
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda number, _: forked.send_signal(number))
    return forked.wait()


def _fork(address: str, arguments: list[str]) -> ForkedKernel | None:
    """The server's process; None where there is no template, or it doesn't answer."""
    if not address:
        return None
    try:
        return fork_at(address, Request(arguments, dict(os.environ), str(Path.cwd())), STREAMS)
    except TemplateGone as gone:
        sys.stderr.write(
            f"lablib: the template of learners' servers is gone: {gone}. This one starts cold.\n"
        )
        return None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
