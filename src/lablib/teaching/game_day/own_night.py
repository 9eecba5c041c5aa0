"""`lablib.incident(seed, level)`: a night on call for whoever plays it; it keeps itself when it is over."""

from __future__ import annotations

from lablib.scenarios.incidents import Game
from lablib.simulator.call_forms import called_as
from lablib.teaching import notebook_world
from lablib.teaching.game_day.kept_games import keep_itself


@called_as("lablib.incident(seed=7, level=1)")
def incident(seed: int = 7, level: int = 1, *, causes: tuple[str, ...] = ()) -> Game:
    """Start a night on call, and let it run until the pager fires.

    Level 1 has one cause, level 2 adds red herrings, and level 3 has two causes that overlap. `causes` names
    the causes by id instead. The night's world replaces the one that this kernel had; in a `with` block it
    ends with the block. A game that you play to its end is saved in `work/game-days/`. Raises ValueError for
    a level or a cause that doesn't exist.
    """
    game = notebook_world.incident(seed, level, causes=causes)
    game.when_concluded.append(keep_itself)
    return game
