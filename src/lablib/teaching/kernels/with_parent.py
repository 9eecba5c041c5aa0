"""A program that ends with the one that started it, however that ends: a service of a hub, a template."""

from __future__ import annotations

import ctypes
import os
import runpy
import signal
import sys

PR_SET_PDEATHSIG = 1  # of linux/prctl.h
PARENT = "LABLIB_PARENT"
"""The variable with the parent's pid. Else one that ends while this process imports isn't missed."""


def end_with_parent() -> None:
    """Have the system end this process when its parent ends, on Linux; an interrupt ends it at once.

    A hub interrupts its services one after another, and waits ten seconds for each that doesn't listen.
    """
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    if sys.platform == "linux":
        before = int(os.environ.get(PARENT) or os.getppid())
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != before:  # it was quicker
            sys.exit(1)


if __name__ == "__main__":
    # python -m lablib.teaching.kernels.with_parent MODULE ARGUMENT...: another program that ends so
    end_with_parent()
    del sys.argv[0]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
