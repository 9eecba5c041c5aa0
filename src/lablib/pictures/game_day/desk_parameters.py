"""What the forms of the desk ask for: the parameters of each source and act, and the choices there are now.

The names and defaults come from the game's own functions, and the choices from its rules.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

from lablib.pictures.game_day.desk_form import Parameter
from lablib.scenarios.incidents import Game, acting, looking, rules


def of_source(game: Game, name: str) -> dict[str, Parameter]:
    """The fields of a look."""
    return _parameters(game, name, looking.SOURCES[name])


def of_act(game: Game, name: str) -> dict[str, Parameter]:
    """The fields of an act."""
    return _parameters(game, name, acting.ACTS[name])


def _parameters(game: Game, of: str, function: Callable[..., Any]) -> dict[str, Parameter]:
    """All but the system itself; `**settings` are the usual ones of AWS's."""
    _, *parameters = inspect.signature(function).parameters.values()
    fields: dict[str, Parameter] = {}
    for each in parameters:
        if each.kind is each.VAR_KEYWORD:
            fields |= {name: _field(game, of, name) for name in rules.USUAL_SETTINGS[of]}
            continue
        default = "" if each.default in (each.empty, None) else each.default
        fields[each.name] = _field(game, of, each.name, default, is_needed=each.default is each.empty)
    return fields


def _field(game: Game, of: str, name: str, default: Any = "", *, is_needed: bool = False) -> Parameter:
    """A version may be one of the function's or of the gateways'."""
    found = [rules.rule_of(game.system, of, name, {"what": what}) for what in game.system.deployed]
    choices = dict.fromkeys(choice for rule in found if rule is not None for choice in rule.choices)
    says = (found[0].says or found[0].why) if found[0] is not None else ""
    return Parameter(name, tuple(choices), default, says, is_needed)
