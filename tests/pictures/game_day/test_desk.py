"""The desk does what plain calls do, has a form for each look and act, and says what is refused."""

from __future__ import annotations

import pytest
from botocore.exceptions import ClientError
from ipywidgets import Button

from lablib.pictures.game_day.conclusion_form import NO_CAUSE, ConclusionForm
from lablib.pictures.game_day.desk import Desk, status_of
from lablib.pictures.game_day.desk_form import Form, Parameter
from lablib.pictures.game_day.desk_parameters import of_act
from lablib.pictures.game_day.refusal_card import refusal_card
from lablib.scenarios.incidents import costs, incident
from lablib.scenarios.incidents import game as game_module
from lablib.scenarios.incidents.judge import Result

CAUSES = ("errors-swallowed",)


@pytest.fixture
def game():
    with incident(7, 1, causes=CAUSES) as opened:
        yield opened


def form_of(desk):
    """The texts of the form that is open."""
    return [getattr(each, "description", "") for each in desk.form.children[0].children]


def test_each_act_and_each_look_with_a_choice_has_a_form(game):
    desk = Desk(game)
    for name in game.acts():
        desk._open_act(name)
        assert form_of(desk)[-1] == f"Act: {name}, {costs.told(name)}"
    for name in ("metric", "logs", "describe", "shard", "books", "code"):
        desk._open_look(name)
        assert form_of(desk)[-1] == f"Look at {name}, {game.sources()[name]} min"
    fields = Form("", of_act(game, "second mapping"), "", print).fields
    assert fields["since"].description.startswith("<strong>since</strong> a time until now, 00:22, as in ")
    assert fields["position"].value == ""  # what may be left out can be
    assert Form("", of_act(game, "deploy"), "", print).fields["version"].value == "previous"
    assert [*Form("", of_act(game, "update function"), "", print).fields] == ["Timeout", "MemorySize"]
    assert Form("", of_act(game, "replay spool"), "", print).values == {"missing_only": False}
    assert [*game.done, *game.evidence] == []  # a form does nothing by itself


def test_its_buttons_do_what_plain_calls_do():
    def plain(night, _):
        night.look("logs", function="book-usage")
        night.act("update mapping", BatchSize=20)
        night.wait(5)

    def pressed(_, desk):
        desk._look("logs", {"function": "book-usage"})
        desk._act("update mapping", {"BatchSize": 20})
        desk._wait(5)

    seen = []
    for play in (plain, pressed):
        with incident(7, 1, causes=CAUSES) as night:
            play(night, Desk(night))
            seen.append((night.evidence, night.done, night.now, status_of(night).said().text))
    assert seen[0] == seen[1]


def test_what_a_cell_does_is_on_the_desk_with_the_next_click_and_a_score_at_once(game, monkeypatch):
    desk = Desk(game)
    assert game.pager.splitlines()[1] in desk.facts.value  # the alarms that it names
    game.wait(7)
    assert f"{game.now} UTC" not in desk.facts.value
    desk._open_act("deploy")
    assert f"{game.now} UTC" in desk.facts.value
    ends_without_comparing(monkeypatch)
    game.conclude("errors-swallowed")
    assert "Game day, level 1, seed 7" in desk.score.value
    assert (desk.work.layout.display, desk.form.children, "it's over" in desk.facts.value) == (
        "none",
        (),
        True,
    )


def ends_without_comparing(monkeypatch):
    """A conclusion plays on, and takes no other run."""
    of_game = Result(0, 0, 0, 0.0, 0)
    monkeypatch.setattr(game_module.runs, "with_nothing_done", lambda incident: of_game)
    monkeypatch.setattr(game_module.runs, "with_reference", lambda incident: of_game)
    monkeypatch.setattr(game_module.runs, "signs_of", lambda incident: {})
    monkeypatch.setattr(game_module, "explain", lambda *given: ())


def test_a_metric_of_the_stream_is_named_without_the_function_that_it_is_not_of(game):
    for name in ("IncomingRecords", "Errors"):
        game.look("metric", name=name)
    assert [each.told for each in game.evidence] == [
        "name=IncomingRecords, statistic=Sum, minutes=60",
        "name=Errors, statistic=Sum, minutes=60, function=book-usage",
    ]


def test_what_the_game_refuses_is_said_in_its_place(game):
    desk, before_us = Desk(game), game.now_us
    desk._act("deploy", {"version": "v99"})
    assert (
        "there is no version 'v99': v42 is in service, and v41 was before it. There are: previous"
        in desk.shown.value
    )
    desk._act("recreate mapping", {"position": "AT_TIMESTAMP"})
    assert desk.shown.value.count("Nothing was done, and no minute of the night has passed.") == 1
    assert (game.done, game.now_us) == ([], before_us)


def test_a_field_does_not_begin_with_what_there_is_not():
    versions = tuple(f"v{number}" for number in range(41, 50))
    of = {"version": Parameter("version", versions, default="previous")}
    assert Form("", of, "", print).fields["version"].value == ""
    of = {"version": Parameter("version", ("previous", *versions), default="previous")}
    assert Form("", of, "", print).fields["version"].value == "previous"


def test_an_act_is_answered_at_its_button_because_a_long_form_hides_the_rest(game, monkeypatch):
    desk, in_sight = Desk(game), []

    def focus(button):
        in_sight.append(button)

    monkeypatch.setattr(Button, "focus", focus)
    desk._look("alarms", {})
    seen = desk.shown.value
    desk._open_act("retention")
    *_, hours, told, button = desk.form.children[0].children
    button.click()
    assert "'retention' needs a value for 'hours'" in told.value
    hours.value = "48"
    button.click()
    assert "[retention, " in told.value
    assert (in_sight, desk.shown.value) == ([button, button], seen)
    desk._open_look("deploys")
    assert "deploys" in desk.shown.value


def test_what_aws_refuses_is_a_card_with_its_code_and_the_minutes_that_it_took():
    answer = {"Error": {"Code": "LimitExceededException", "Message": "Too many shards."}}
    said = str(refusal_card(ClientError(answer, "UpdateShardCount"), minutes=2.0))
    assert "AWS refuses UpdateShardCount, LimitExceededException: Too many shards." in said
    assert "It took 2 minutes of the night." in said


def test_the_game_goes_on_until_a_cause_is_ticked_and_a_look_closes_the_conclusion(game):
    desk, named = Desk(game), []
    desk._look("alarms", {})
    form = ConclusionForm(game, lambda *given: named.append(given), lambda: None)
    assert [*form.looks] == ["look 1"]
    form.end.click()
    assert (named, NO_CAUSE in form.said.value) == ([], True)
    for ticked in (True, False):
        for cause in ("database-slow", "errors-swallowed", "retention-cut"):
            form.causes[cause].value = ticked
        form.end.click()
        assert (named, "3 causes are ticked" in form.said.value) == ([], ticked)
    form.causes["poison-pill"].value = form.looks["look 1"].value = True
    assert NO_CAUSE not in form.said.value
    form.end.click()
    assert named == [(["poison-pill"], ["look 1"])]
    desk._open_conclusion()
    desk._look("deploys", {})
    assert desk.conclusion.children == ()


def test_without_somebody_to_press_buttons_the_desk_is_a_card(capsys):
    with incident(7, 1, causes=CAUSES) as night:
        night.act("update mapping", BatchSize=20)
        Desk(night)._ipython_display_()
    said = capsys.readouterr().out
    assert said.startswith("On call, level 1, seed 7")
    assert "minutes outside the objective" in said
    assert "BatchSize=20" in said


def test_a_typed_number_is_a_number_and_an_empty_field_is_left_out():
    asked = []
    fields = {
        "BatchSize": Parameter("BatchSize"),
        "Enabled": Parameter("Enabled", (True, False)),
        "since": Parameter("since"),
        "share": Parameter("share", default=0.5),
    }
    form = Form("Act", fields, "Act", asked.append)
    form.fields["BatchSize"].value = "20"
    form.fields["Enabled"].value = "False"
    form.button.click()
    assert asked == [{"BatchSize": 20, "Enabled": False, "share": 0.5}]
