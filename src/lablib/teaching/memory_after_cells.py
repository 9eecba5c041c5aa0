"""Memory is given back after a cell that computed: what a check's worlds held, Python finds only by looking.

A world is full of cycles, and while one is open Python seldom looks for them. The check of one wrong answer
of lab 02 left 740 MB in the kernel until the next long cell, which thirty learners on a machine don't have.
"""

from __future__ import annotations

import gc
from typing import Any

from lablib.simulator.clock.virtual_time import real_monotonic

LONG_S = 0.5
"""A cell that ran so long may have had a world; a look takes a tenth of that or two."""


def watch(shell: Any) -> None:
    """Look for cycles after each long cell of this shell."""
    began = real_monotonic()

    def before(*_: Any) -> None:
        nonlocal began
        began = real_monotonic()

    def after(*_: Any) -> None:
        if real_monotonic() - began >= LONG_S:
            gc.collect()

    shell.events.register("pre_run_cell", before)
    shell.events.register("post_run_cell", after)
