"""A look or an act with a wrong or empty value says value, rule and remedy; nothing is done or charged."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from lablib.scenarios.incidents import acting, costs
from lablib.scenarios.incidents.game import Game, incident
from lablib.simulator import limits


@pytest.fixture(scope="module")
def game() -> Iterator[Game]:
    """A night at its pager."""
    with incident(seed=7, causes=("errors-swallowed",)) as opened:
        yield opened


LOOKS: list[tuple[str, dict[str, Any], str]] = [
    ("alarm", {}, "there is no source 'alarm' to look at. Did you mean 'alarms'.* There are: alarms"),
    ("metric", {}, "'metric' needs a value for 'name'. It takes: name, statistic='Sum'"),
    ("metric", {"name": "Eror"}, "'metric': there is no name 'Eror'. Did you mean 'Errors'.* There are: "),
    ("metric", {"name": "Errors", "statistic": "sum"}, "there is no statistic 'sum'.* Did you mean 'Sum'"),
    ("metric", {"name": "Errors", "minutes": "ten"}, "minutes is 'ten', and has to be a whole number from 1"),
    ("metric", {"name": "Errors", "minutes": True}, "minutes is True, and has to be a whole number from 1"),
    ("shard", {"shard": "7"}, "there is no shard '7'; there are: shardId-000000000000, shardId"),
    ("shard", {"minutes": 0}, "minutes is 0, and has to be a whole number from 1 to 1,440"),
    ("logs", {"function": "gate"}, "there is no function 'gate'. Did you mean 'gateway'.* There are: "),
    ("logs", {"containing": 5}, "containing is 5, and has to be text"),
    ("describe", {"what": "maping"}, "there is no what 'maping'. Did you mean 'mapping'.* There are: "),
    ("code", {"what": ""}, "there is no what ''; there are: book-usage, gateway"),
]
ACTS: list[tuple[str, dict[str, Any], str]] = [
    ("mapping", {}, "there is no act 'mapping'. Did you mean 'update mapping'.* There are: "),
    ("deploy", {"version": "v99"}, "there is no version 'v99'; there are: previous, v41"),
    ("update mapping", {}, "'update mapping' changes nothing: give at least one setting, such as BatchSize"),
    ("update mapping", {"Batchsize": 9}, "no setting 'Batchsize'; .* Did you mean 'BatchSize'"),
    ("update mapping", {"BatchSize": 0}, "BatchSize is 0, and has to be a whole number from 1 to 10,000"),
    ("update mapping", {"Enabled": "yes"}, "there is no Enabled 'yes'; there are: True, False"),
    (
        "update mapping",
        {"FilterCriteria": "none"},
        "Parameter validation failed: Invalid type for .*FilterCrit",
    ),
    ("update function", {"Timeout": 901}, "Timeout is 901, and has to be a whole number from 1 to 900"),
    ("second mapping", {"position": "AT_TIMESTAMP"}, "since is None. AT_TIMESTAMP needs a time"),
    ("second mapping", {}, 'since and position are empty.* Give since="02:05", .*"TRIM_HORIZON"'),
    ("recreate mapping", {}, "'recreate mapping' needs a value for 'position'. It takes: position"),
    ("second mapping", {"since": "23:50"}, "since is '23:50', and has to be a time until now, 00:22"),
    ("second mapping", {"since": "soon"}, "since is 'soon', and has to be a time until now"),
    ("recreate mapping", {"position": "AT_TIMESTAMP"}, "no position 'AT_TIMESTAMP'; there are: LATEST, TRIM"),
    (
        "delete mapping",
        {"function": "book-missing"},
        "no function 'book-missing'. Did you mean 'book-usage'.* There are: book-usage",
    ),
    ("enhanced fan-out", {"function": "x"}, "function is 'x', and has to be another team's function"),
    ("capacity mode", {"mode": "on demand"}, "no mode 'on demand'. Did you mean 'ON_DEMAND'"),
    ("reshard", {"shards": 50}, "shards is 50, and has to be a whole number from 2 to 6"),
    ("reshard", {"shards": 3}, "shards is 3, .* from 2 to 6, and not 3, which it is"),
    ("retention", {"hours": ""}, "'retention' needs a value for 'hours'. It takes: hours"),
    ("retention", {"hours": 24}, "hours is 24, and has to be a whole number from 24 to 8,760, and not 24"),
    ("replay spool", {"since": "00:10", "until": "00:05"}, "until is '00:05', and has to be after since"),
    (
        "replay spool",
        {"since": "00:10", "missing_only": "False"},
        "no missing_only 'False'. Did you mean False.* There are: True",
    ),
]


def told_by(game: Game) -> tuple[Any, ...]:
    """All that a refusal must not change."""
    mappings = [(each.uuid, each.settings) for each in game.world.lambda_.mappings.values()]
    kept = [*game.evidence], [*game.done], [*game.system.changes]
    return game.world.clock.now_us // limits.US_PER_S, *kept, mappings


@pytest.mark.parametrize(("source", "which", "said"), LOOKS)
def test_a_look_that_cannot_be_takes_no_time(
    game: Game, source: str, which: dict[str, Any], said: str
) -> None:
    before = told_by(game)
    with pytest.raises((ValueError, TypeError), match=said):
        game.look(source, **which)
    assert told_by(game) == before


@pytest.mark.parametrize(("name", "params", "said"), ACTS)
def test_an_act_that_cannot_be_changes_nothing_and_takes_no_time(
    game: Game, name: str, params: dict[str, Any], said: str
) -> None:
    before = told_by(game)
    with pytest.raises((ValueError, TypeError), match=said):
        game.act(name, **params)
    assert told_by(game) == before


def test_other_calls_say_what_they_take(game: Game) -> None:
    before = told_by(game)
    for call, said in (
        (lambda: game.wait(-5), "wait takes minutes from 0 on, such as 5, and not -5"),
        (lambda: game.wait("5"), "wait takes minutes from 0 on, such as 5, and not '5'"),
        (lambda: game.deploy("v41"), r"deploy takes a function, handler\(event, context\), and 'v41' isn't"),
        (lambda: game.conclude("poison"), "there is no cause 'poison'. Did you mean 'poison-pill'"),
        (lambda: game.conclude("poison-pill", because="look 1"), r"Write: because=\['look 1'\]"),
        (lambda: game.conclude(because=["look 1"]), "no evidence 'look 1': .* you have: none yet"),
        (game.conclude, "names no cause. A night has one cause, or two. Nothing has ended. Remedy: "),
        (lambda: game.conclude(*[*game.causes()][:3]), "names 3 causes: .* A night has one cause, or two"),
    ):
        with pytest.raises((ValueError, TypeError), match=said):
            call()
    assert (told_by(game), game.outcome) == (before, None)


def test_each_act_has_its_minutes_where_on_call_can_see_them_before() -> None:
    assert acting.ACTS.keys() - costs.ACT_MINUTES.keys() == {"reshard"}  # by its shards
    assert (costs.told("deploy"), costs.told("reshard")) == ("5 min", "1 min a shard")
