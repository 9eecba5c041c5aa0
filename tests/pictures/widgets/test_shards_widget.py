"""The shards widget without a browser: what its knobs do, and what it leaves in a notebook."""

from __future__ import annotations

from dataclasses import asdict, replace
from xml.etree import ElementTree as ET

import pytest

from lablib.pictures.plots.shards_sheet import HIGH, LEFT, RIGHT, WIDE, shards_sheet
from lablib.pictures.widgets import shards_widget
from lablib.pictures.widgets.shards import SHARDS, SLIDERS
from lablib.scenarios.shards.what_if import AUTO, MODES, ShardKnobs, shards_scenario

DEFAULTS = ShardKnobs()


def sheet_of(**changed):
    return shards_sheet(shards_scenario(replace(DEFAULTS, **changed)))


def test_every_knob_is_there_with_its_label_and_begins_as_the_scenario_does():
    widget = shards_widget()
    assert widget.knobs == DEFAULTS
    assert set(widget.controls) == set(asdict(DEFAULTS)) == {each.knob for each in SLIDERS}
    assert all(control.description for control in widget.controls.values())
    assert sheet_of().summary in widget.picture.value


@pytest.mark.parametrize("slider", SLIDERS, ids=lambda slider: slider.knob)
def test_a_slider_turned_is_a_new_picture(slider):
    widget = shards_widget()
    for _, value in slider.options:
        widget.controls[slider.knob].value = value
        assert widget.knobs == replace(DEFAULTS, **{slider.knob: value})
        assert sheet_of(**{slider.knob: value}).summary in widget.picture.value


def test_a_value_that_no_slider_has_is_added():
    assert shards_widget(ShardKnobs(per_s=1_234)).knobs.per_s == 1_234


def test_where_nobody_can_move_its_sliders_there_are_a_sentence_and_a_picture(monkeypatch):
    shown = []
    monkeypatch.setattr("IPython.display.display", lambda data, **how: shown.append(data))
    shards_widget(ShardKnobs(mode=AUTO))._ipython_display_()
    sentence, picture = shown
    assert sentence == {"text/plain": SHARDS.without_kernel}
    assert picture.summary == sheet_of(mode=AUTO).summary


@pytest.mark.parametrize(
    ("changed", "is_reached"),
    [({}, False), ({"flush_s": 1}, True), ({"flush_s": 1, "per_s": 100}, False), ({"hot_share": 0}, False)],
)
def test_its_goal_is_a_load_as_large_that_is_taken_whole(changed, is_reached):
    widget = shards_widget()
    widget.set(replace(DEFAULTS, **changed))
    assert ("✓ Reached." in widget.notes.value) is is_reached


def test_a_knob_that_the_mode_puts_out_of_use_says_so():
    widget = shards_widget(ShardKnobs(mode=AUTO))
    assert "Share of the hot key has no effect now. With AUTO the service" in widget.notes.value
    widget.controls["shards"].value = 8
    assert "Shards: this turn changed nothing. AWS chooses the number of shards" in widget.notes.value


def test_the_mouse_over_a_second_shows_its_records():
    assert "<title>Shard 0, second " in shards_widget().picture.value


def test_two_widgets_share_no_id_and_are_well_formed():
    one, other = (shards_widget().picture.value for _ in range(2))
    assert one != other
    assert ET.fromstring(one).get("role") == "img"


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({}, "The fullest minute is at 14%, and 1 of 4 shards throttled 25,308 records"),
        ({"flush_s": 1}, "The fullest minute is at 18%, and no record is throttled"),
        (
            {"shards": 1, "hot_share": 0},
            "The fullest minute is at 20%, and its one shard throttled 90,000 records",
        ),
    ],
)
def test_its_first_line_is_what_the_minute_shows_and_what_it_hides(changed, says):
    assert sheet_of(**changed).title == says


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("shards", [1, 3, 16, 64])
@pytest.mark.parametrize("flush_s", [1, 60])
def test_everything_stands_on_the_sheet(mode, shards, flush_s):
    sheet = sheet_of(mode=mode, shards=shards, per_s=8_000, flush_s=flush_s)
    seconds = [rect for rects in sheet.areas.values() for rect in rects]
    assert all(each.x >= LEFT and each.x + each.wide <= RIGHT + 1e-6 and each.wide > 0 for each in seconds)
    assert all(0 <= each.x <= WIDE and 0 <= each.y <= HIGH for each in sheet.words)
