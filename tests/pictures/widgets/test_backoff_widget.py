"""The backoff widget without a browser: what its knobs do, and what it leaves in a notebook."""

from __future__ import annotations

from dataclasses import asdict, replace
from itertools import product
from xml.etree import ElementTree as ET

import pytest

from lablib.pictures.plots.retry_storm import HIGH, LEFT, RIGHT, WIDE, backoff_sheet
from lablib.pictures.widgets import backoff_widget
from lablib.pictures.widgets.backoff import BACKOFF, SLIDERS
from lablib.scenarios.producer.backoff_policies import POLICIES
from lablib.scenarios.producer.retry_storm import BackoffKnobs, backoff_scenario

DEFAULTS = BackoffKnobs()


def sheet_of(**changed):
    return backoff_sheet(backoff_scenario(replace(DEFAULTS, **changed)))


def every_third_in_make_test():
    for place, (policy, slider) in enumerate(product(POLICIES, SLIDERS)):
        marks = pytest.mark.nightly if place % 3 else ()
        yield pytest.param(policy, slider, id=f"{policy}-{slider.knob}", marks=marks)


def test_every_knob_is_there_with_its_label_and_begins_as_the_scenario_does():
    widget = backoff_widget()
    assert widget.knobs == DEFAULTS
    assert set(widget.controls) == set(asdict(DEFAULTS))
    assert all(control.description for control in widget.controls.values())
    assert sheet_of().summary in widget.picture.value


@pytest.mark.parametrize(("policy", "slider"), list(every_third_in_make_test()))
def test_a_slider_turned_is_a_new_picture(policy, slider):
    widget = backoff_widget(BackoffKnobs(policy=policy))
    for _, value in slider.options:
        widget.controls[slider.knob].value = value
        turned = {"policy": policy} | {slider.knob: value}
        assert widget.knobs == replace(DEFAULTS, **turned)
        assert sheet_of(**turned).summary in widget.picture.value


def test_any_base_goes_with_any_cap():
    bases, caps = (
        [value for _, value in slider.options] for slider in SLIDERS if slider.knob in {"base_ms", "cap_ms"}
    )
    assert max(bases) <= min(caps)


def test_where_nobody_can_move_its_sliders_there_are_a_sentence_and_a_picture(monkeypatch):
    shown = []
    monkeypatch.setattr("IPython.display.display", lambda data, **how: shown.append(data))
    backoff_widget(BackoffKnobs(policy="full jitter"))._ipython_display_()
    sentence, picture = shown
    assert sentence == {"text/plain": BACKOFF.without_kernel}
    assert picture.summary == sheet_of(policy="full jitter").summary


def test_its_goal_is_the_fewest_attempts_with_which_full_jitter_loses_nothing():
    widget = backoff_widget(BackoffKnobs(policy="full jitter"))
    attempts = [value for slider in SLIDERS if slider.knob == "attempts" for _, value in slider.options]
    reached = []
    for value in attempts:
        widget.controls["attempts"].value = value
        reached += [value] if "✓ Reached." in widget.notes.value else []
    (fewest,) = reached
    assert "0 lost" in sheet_of(policy="full jitter", attempts=fewest).summary
    widget.controls["clients"].value = 1
    assert "○ Not reached yet." in widget.notes.value


@pytest.mark.parametrize("knob", ["base_ms", "cap_ms"])
def test_without_backoff_the_pauses_say_that_they_have_no_effect(knob):
    widget = backoff_widget()
    assert widget.notes.value.count("has no effect now. Without backoff there is no pause.") == 2
    widget.controls[knob].value = 1_000
    assert "this turn changed nothing. Without backoff there is no pause." in widget.notes.value


def test_the_mouse_over_a_column_shows_its_calls_and_records():
    note = "At 0.0 s: 410 calls, 259 of them stored nothing. Records by then: 1,165 stored, 4,835 given up"
    assert f"<title>{note}</title>" in backoff_widget().picture.value


def test_its_picture_is_well_formed_and_says_what_it_shows():
    svg = ET.fromstring(backoff_widget().picture.value)
    assert svg.get("role") == "img"
    assert "hatched where they stored nothing" in svg[0].text


@pytest.mark.parametrize("policy", POLICIES)
@pytest.mark.parametrize("attempts", [1, 20])
@pytest.mark.parametrize("clients", [1, 200])
def test_everything_stands_on_the_sheet(policy, attempts, clients):
    sheet = sheet_of(policy=policy, attempts=attempts, clients=clients, capacity_per_s=500, cap_ms=60_000)
    bars = [rect for rects in sheet.areas.values() for rect in rects]
    assert all(each.x >= LEFT and each.x + each.wide <= RIGHT + 1e-6 and each.high > 0 for each in bars)
    assert all(0 <= each.x <= WIDE and 0 <= each.y <= HIGH for each in sheet.words)
