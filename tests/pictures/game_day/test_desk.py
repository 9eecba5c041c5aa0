"""The desk does what plain calls do, has a form for each look and act, and says what is refused."""

from __future__ import annotations

import pytest

from lablib.pictures.game_day.desk import Desk, status_of
from lablib.pictures.game_day.desk_form import Form, Parameter
from lablib.scenarios.incidents import incident

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
        assert form_of(desk)[-1] == f"Act: {name}"
    for name in ("metric", "logs", "describe", "shard", "books", "code"):
        desk._open_look(name)
        assert form_of(desk)[-1] == f"Look at {name}, {game.sources()[name]} min"
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


def test_what_the_game_refuses_is_said_in_its_place(game):
    desk = Desk(game)
    desk._act("deploy", {"version": "v99"})
    assert "there is no version 'v99'; there are: previous, v41" in desk.shown.value
    assert game.done == []


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
