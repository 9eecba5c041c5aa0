"""Ctrl-C at a chosen step of the code, as exact as a signal can come."""

import contextlib
import gc
import itertools
import signal
import sys

import pytest

STRIDE = 6
FIRST_STEPS = [0, *(pytest.param(first, marks=pytest.mark.nightly) for first in range(1, STRIDE))]
"""Make test goes through every sixth step of the code, make nightly through the others too."""


def steps(first):
    """The steps to press at, one of `FIRST_STEPS` and on."""
    return itertools.count(first, STRIDE)


@contextlib.contextmanager
def interruptible():
    """SIGINT raises KeyboardInterrupt, even in a background job, where a shell has it ignored."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


class Press:
    """`came` says whether the code went as far as the chosen step."""

    came = False


@contextlib.contextmanager
def pressed_at(step):
    """Ctrl-C at the so-manieth step in the block: at the beginning of a function, or after a call of C.

    These are the moments at which Python looks whether a signal has come. Only lablib's own steps count, and
    those of the `with` statements in it.
    """
    press = Press()
    left = step

    def watch(frame, event, argument):
        nonlocal left
        module = frame.f_globals.get("__name__", "")
        if event in ("call", "c_return") and not press.came and module.startswith(("lablib.", "contextlib")):
            left -= 1
            if left < 0:
                press.came = True
                signal.getsignal(signal.SIGINT)(signal.SIGINT, frame)

    before, collects = sys.getprofile(), gc.isenabled()
    gc.disable()  # a press in what the collector calls, such as Hypothesis's clock, would be swallowed
    sys.setprofile(watch)
    try:
        yield press
    finally:
        sys.setprofile(before)
        if collects:
            gc.enable()
