"""Which clock the code that runs now has: the innermost world's, in that world's thread."""

from __future__ import annotations

from _thread import get_ident

from lablib.simulator.clock.clock import Clock

clocks: list[Clock] = []
"""Those that are read as the time now; the innermost is last."""


def clock() -> Clock | None:
    """The clock of the code that runs; None where time is real."""
    if clocks and clocks[-1].thread == get_ident():
        return clocks[-1]
    return None
