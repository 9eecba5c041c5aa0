"""A look or an act with a wrong or empty value says value, rule and remedy; nothing is done or charged."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from lablib.scenarios.incidents import acting, books, compose, costs, handlers
from lablib.scenarios.incidents.causes.readers_share_a_shard import FIRST as READER
from lablib.scenarios.incidents.game import Game, incident
from lablib.simulator import limits


@pytest.fixture(scope="module")
def game() -> Iterator[Game]:
    """A night at its pager."""
    with incident(seed=7, causes=("errors-swallowed",)) as opened:
        yield opened


LOOKS: list[tuple[str, dict[str, Any], str]] = [
    ("alarm", {}, "there is no source 'alarm' to look at. Did you mean 'alarms'.* There are: alarms"),
    ("metric", {}, "'metric' needs a value for 'name', one of: PutRecords.* It takes: name, statistic='Sum'"),
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
    ("code", {"what": None}, "'code' needs a value for 'what', one of: book-usage, gateway. It takes: what="),
    (
        "books",
        {"minutes": None},
        "'books' needs a value for 'minutes', a whole number from 1 to",
    ),
]
ACTS: list[tuple[str, dict[str, Any], str]] = [
    ("mapping", {}, "there is no act 'mapping'. Did you mean 'update mapping'.* There are: "),
    (
        "deploy",
        {"version": "v99"},
        "there is no version 'v99': v42 is in service, and v41 was before it. There are: previous, v41",
    ),
    (
        "deploy",
        {"what": None},
        "'deploy' needs a value for 'what', one of: book-usage, gateway. It takes: what=",
    ),
    (
        "deploy",
        {"what": "gateway", "version": "previous"},
        "there is no version 'previous': .* is in service, and no other was tonight. There are: ",
    ),
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
    (
        "recreate mapping",
        {},
        "needs a value for 'position', one of: LATEST, TRIM_HORIZON. It takes",
    ),
    ("second mapping", {"since": "23:50"}, "since is '23:50', and has to be a time until now, 00:22"),
    ("second mapping", {"since": "00:22-03:00"}, "since is '00:22-03:00', and has to be a time until now"),
    ("second mapping", {"since": "2026-11-02T00:10-03:00"}, "and has to be a time until now, 00:22"),
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
    ("retention", {"hours": ""}, "'retention' needs a value for 'hours', a whole number from 24 to 8,760"),
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
        (game.look, r'look needs a value for \'source\'. Write, for instance: game.look\("logs"'),
        (game.act, r"act needs a value for 'name'. Write, for instance: game.act\("),
        (lambda: game.act("deploy", "v41"), "act is given 2 values, and takes at most 1 without a name"),
        (game.deploy, r"deploy needs a value for 'handler'. Write, for instance: game.deploy\("),
        (lambda: game.deploy(version="v41"), r"deploy takes no 'version'; .*, or game.act\(\"deploy\", "),
        (game.wait, r"wait needs a value for 'minutes'. Write, for instance: game.wait\(5\)"),
        (lambda: game.conclude(cause="x"), "conclude takes no 'cause'; it takes: cause_ids, because"),
        (
            lambda: game.conclude("poison-pill", because=5),
            r"because takes a list of ids, and is 5. Write, for",
        ),
        (lambda: game.conclude("poison"), "there is no cause 'poison'. Did you mean 'poison-pill'"),
        (lambda: game.conclude("poison-pill", because="look 1"), r"Write: because=\['look 1'\]"),
        (lambda: game.conclude(because=["look 1"]), "no evidence 'look 1': .* you have: none yet"),
        (game.conclude, "names no cause. A night has one cause, or two. Nothing has ended. Remedy: "),
        (lambda: game.conclude(*[*game.causes()][:3]), "names 3 causes: .* A night has one cause, or two"),
    ):
        with pytest.raises((ValueError, TypeError), match=said):
            call()
    assert (told_by(game), game.outcome) == (before, None)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"seed": "x"}, "seed is 'x', and has to be a whole number, such as 7"),
        ({"level": "1"}, "level is '1': give one of 1, 2, 3"),
        ({"level": 1.0}, "level is 1.0: give one of 1, 2, 3"),
        ({"causes": "poison-pill"}, r"causes takes a list of ids, and is 'poison-pill'. Write: causes=\["),
        ({"causes": ["poison"]}, "there is no cause 'poison'. Did you mean 'poison-pill'"),
    ],
)
def test_a_night_that_cannot_be_is_refused_before_it_begins(given: dict[str, Any], said: str) -> None:
    with pytest.raises((ValueError, TypeError), match=said):
        compose(**({"seed": 7, "level": 1} | given))


def test_the_books_take_no_half_line(game: Game) -> None:
    before = {**game.system.books.lines}
    for given, said in (
        (("e000017",), r'put needs a value for \'usd\'. Write, for instance: books.put\("e000017", 0.01\)'),
        ((17, 0.01), r"books take the event's id as text, usage\['event_id'\], and not 17"),
        (({"event_id": "e000017"}, 0.01), "the event's id as text, .*, and not {'event_id': 'e000017'}"),
        (("e000017", "0.01"), "books take dollars as a float, such as 0.01, and not '0.01'"),
        (("e000017", float("nan")), "books take dollars from 0 on, such as 0.01, and not nan"),
        (("e000017", -1), "books take dollars from 0 on, such as 0.01, and not -1"),
    ):
        with pytest.raises((ValueError, TypeError), match=said):
            books.put(*given)
    assert game.system.books.lines == before
    assert game.done == []


def test_code_that_runs_beside_the_person_on_call_neither_looks_nor_acts(game: Game) -> None:
    before = told_by(game)
    for name, call in (
        ("look", lambda: game.look("alarms")),
        ("act", lambda: game.act("update mapping", BatchSize=9)),
        ("deploy", lambda: game.deploy(handlers.book_usage)),
        ("wait", lambda: game.wait(5)),
        ("conclude", lambda: game.conclude("poison-pill")),
    ):
        with pytest.raises(
            RuntimeError, match=rf"^game.{name} is for whoever is on call, and flow 'bill' called"
        ):
            game.world.spawn(call, name="bill").join()
    assert told_by(game) == before


def test_a_night_without_a_deploy_has_no_previous_version() -> None:
    with incident(seed=7, causes=("poison-pill",)) as night:
        before = told_by(night)
        for given in ({}, {"version": "previous"}):
            with pytest.raises(
                ValueError, match=r"v41 is in service, and no other was tonight. There are: v41, "
            ):
                night.act("deploy", **given)
        assert told_by(night) == before


def test_a_game_that_is_closed_says_why_and_how_to_begin_again() -> None:
    night = incident(seed=7, causes=("poison-pill",))
    night.close()
    for call in (
        lambda: night.look("alarms"),
        lambda: night.wait(5),
        lambda: night.deploy(handlers.book_usage),
        lambda: night.conclude("poison-pill"),
    ):
        with pytest.raises(
            RuntimeError, match=r"this game is closed, .*Remedy: .*lablib.incident\(seed, level"
        ):
            call()


def test_code_of_ones_own_can_be_put_into_service_again_by_its_name() -> None:
    with incident(seed=7, causes=("poison-pill",)) as night:
        night.deploy(handlers.book_both_schemas)
        night.act("deploy", version="v44")
        assert str(night.act("deploy", version="previous")) == "[deploy, 5 min] book-usage yours-1"
        with pytest.raises(
            ValueError, match=r"yours-1 is in service, and v44 was before it. .*, v45, yours-1"
        ):
            night.act("deploy", version="yours-2")


def test_a_sender_that_does_not_say_what_it_gave_up_is_told_so_and_the_gateways_go_on() -> None:
    entries = [{"ErrorCode": "InternalFailure"}]
    answers = iter([3, "all", {"FailedRecordCount": 0}, entries, None, []])

    def send(kinesis: Any, stream: str, events: list[dict[str, Any]]) -> Any:
        return next(answers, events[:1])

    with incident(seed=7, causes=("poison-pill",)) as night:
        night.deploy_producer(send)
        night.wait(20)
        told = [text for _, text in night.look("logs", function="gateway").rows]
    assert [text.partition(", no list")[0] for text in told[:4]] == [
        "ERROR send returned 3",
        "ERROR send returned 'all'",
        "ERROR send returned {'FailedRecordCount': 0}",
        "ERROR send returned [{'ErrorCode': 'InternalFailure'}]",
    ]
    assert all(text.startswith("WARN gave up 1 of ") for text in told[4:])
    assert len(told) > 4


def test_a_function_has_one_mapping_of_the_stream_as_on_aws() -> None:
    with incident(seed=7, causes=("errors-swallowed",)) as night:
        began_us = night.now_us
        night.act("second mapping", since="00:10")
        assert (night.now_us - began_us) // limits.US_PER_S == 60 * costs.ACT_MINUTES["second mapping"]
        with pytest.raises(ValueError, match=r"has a mapping of this stream already.*ResourceConflictExcep"):
            night.act("second mapping", since="00:05")
        night.act("delete mapping", function="book-missing")
        night.act("second mapping", since="00:05")


@pytest.mark.parametrize(
    ("name", "params"),
    [
        ("recreate mapping", {"position": "TRIM_HORIZON"}),
        ("enhanced fan-out", {"function": READER}),
    ],
)
def test_an_act_of_several_calls_takes_the_minutes_that_its_button_shows(
    name: str, params: dict[str, Any]
) -> None:
    with incident(seed=7, causes=("readers-share-a-shard",)) as night:
        began_us = night.now_us
        night.act(name, **params)
        took_s = (night.now_us - began_us) / limits.US_PER_S
        assert took_s == pytest.approx(60 * costs.ACT_MINUTES[name], abs=1)


def test_each_act_has_its_minutes_where_on_call_can_see_them_before() -> None:
    assert acting.ACTS.keys() - costs.ACT_MINUTES.keys() == {"reshard"}  # by its shards
    assert (costs.told("deploy"), costs.told("reshard")) == ("5 min", "1 min a shard")
