"""Whose calls are they: those of whoever is on call, or the game's own?"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from greenlet import getcurrent

from lablib.simulator.clock.greenlets import FlowGreenlet
from lablib.simulator.network import network
from lablib.simulator.network.aws_guard import NoWorldOpen
from lablib.simulator.world import World

MAIN_FLOW = "main"


class WhoseCalls:
    """Keeps whether the game itself is at work in a world."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._at_work = 0
        self._flow = MAIN_FLOW
        """The name of the flow in which the person on call works, and of the threads that it starts."""
        self._person: FlowGreenlet | None = None
        """That flow itself; None if it's the main flow."""

    def hand_over(self) -> None:
        """From now on whoever calls this is on call."""
        self._flow, self._person = self._world.clock.current_flow, _flow_here()

    @contextmanager
    def the_game_s(self) -> Iterator[None]:
        """The calls in this block are the game's own. Time is virtual, also in a notebook between cells."""
        if not self._world.is_open:
            raise NoWorldOpen(
                "this game is closed, because another game or lab was started in its place, or close() was "
                "called. Remedy: begin the night again, lablib.incident(seed, level)"
            )
        was_on = self._world.time.is_on
        if not was_on:
            self._world.time.on()
        self._at_work += 1
        try:
            yield
        finally:
            self._at_work -= 1
            if not was_on:
                self._world.time.off()

    def require_a_person(self, call: str) -> None:
        """Raise RuntimeError in a flow: code that is in service isn't on call, and a person has two hands."""
        flow = _flow_here()
        if self._world.is_open and flow is not self._person:
            who = flow.label if flow else "the main flow"
            raise RuntimeError(
                f"game.{call} is for whoever is on call, and {who} called it, which runs beside them. "
                "Nothing was done. Remedy: call it in a cell, one call after the other, and neither in a "
                "thread nor in code that you deploy"
            )

    def are_a_person_s(self) -> bool:
        """Whether what happens now in the world is done by whoever is on call."""
        is_here = network.current() is self._world.network and self._world.clock.current_flow == self._flow
        return is_here and not self._at_work


def _flow_here() -> FlowGreenlet | None:
    """The flow that runs now, which may be a thread; None for the main flow."""
    current = getcurrent()
    return current if isinstance(current, FlowGreenlet) else None
