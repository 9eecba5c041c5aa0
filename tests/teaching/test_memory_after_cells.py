"""After a long cell, what was left in cycles is gone; a short one costs no look."""

import gc
import weakref

import pytest

from lablib.teaching import memory_after_cells


class Events:
    """IPython's, as far as a watch needs them."""

    def __init__(self):
        self.run = {}

    def register(self, name, function):
        self.run[name] = function


class Shell:
    """A shell whose events are called by hand."""

    def __init__(self):
        self.events = Events()


class Cycle:
    """Something that only the collector frees."""

    def __init__(self):
        self.me = self


@pytest.mark.parametrize(("took_s", "is_left"), [(0.6, False), (0.1, True)])
def test_a_cycle_of_a_long_cell_is_freed(monkeypatch, took_s, is_left):
    now = 100.0
    monkeypatch.setattr(memory_after_cells, "real_monotonic", lambda: now)
    shell = Shell()
    memory_after_cells.watch(shell)
    gc.disable()
    try:
        shell.events.run["pre_run_cell"](None)
        left = weakref.ref(Cycle())
        now += took_s
        shell.events.run["post_run_cell"](None)
        assert (left() is not None) is is_left
    finally:
        gc.enable()
