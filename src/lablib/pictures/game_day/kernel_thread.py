"""What a button does, in the thread that the game lives in.

A page's messages to a widget reach ipykernel in a thread of their own, so that they needn't wait for a
cell. A world's clock knows one thread, the kernel's. So a button hands its work over: it is done at once
between cells, and after the cell while one runs.
"""

from __future__ import annotations

import threading
from collections.abc import Callable

from lablib.simulator.network.ipython_shell import shell


def in_the_kernels_thread(do: Callable[[], None]) -> None:
    """Call `do` there; without a kernel, here."""
    kernel = getattr(shell(), "kernel", None)
    if kernel is None or threading.current_thread() is threading.main_thread():
        do()
    else:
        kernel.io_loop.add_callback(do)
