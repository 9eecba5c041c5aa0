"""The night that lab 09 plays with its learner. Its cause isn't drawn, so that the lesson can tell it."""

from __future__ import annotations

from lablib.scenarios.incidents import Game
from lablib.simulator.call_forms import called_as
from lablib.teaching.game_day.own_night import incident

CAUSE = "errors-swallowed"


@called_as("first_night(7)")
def first_night(seed: int = 7) -> Game:
    """Begin it, at its pager. Another seed is the same cause on another night."""
    return incident(seed, 1, causes=(CAUSE,))
