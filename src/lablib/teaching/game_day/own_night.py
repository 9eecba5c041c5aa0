"""`lablib.incident(seed, level)`: a night on call for whoever plays it; it keeps itself when it is over."""

from __future__ import annotations

from lablib.scenarios.incidents import Game
from lablib.simulator.call_forms import called_as
from lablib.teaching import notebook_world
from lablib.teaching.game_day.kept_games import keep_itself


@called_as("lablib.incident(seed=7, level=1)")
def incident(seed: int = 7, level: int = 1, *, causes: tuple[str, ...] = ()) -> Game:
    """Begin a night on call, and let it run until the pager goes off.

    Level 1 has one cause, level 2 has red herrings beside it, level 3 two causes that overlap; `causes` names
    them instead, by id. The night's world takes the place of the one that this kernel had, and in a `with`
    block ends with the block. Concluded in the learner's copy of the course, it is kept there. Raises
    ValueError for a level or a cause that there isn't.
    """
    game = notebook_world.incident(seed, level, causes=causes)
    game.when_concluded.append(keep_itself)
    return game
