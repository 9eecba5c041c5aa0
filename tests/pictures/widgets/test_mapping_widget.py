"""The mapping widget without a browser: what its knobs do, and what it leaves in a notebook."""

from __future__ import annotations

import re
from dataclasses import asdict, replace

import pytest
from one_in import one_in

from lablib.pictures.plots.mapping_sheet import mapping_sheet
from lablib.pictures.widgets import mapping, mapping_widget, scenario_widget
from lablib.pictures.widgets.mapping import SLIDERS, SWITCHES
from lablib.pictures.widgets.sliders import VIEW
from lablib.scenarios.mapping.what_if import AWS_DEFAULTS, LAB_08, Knobs, mapping_scenario
from lablib.teaching.checks.progress import ExerciseProgress, Progress

NO_BOUND = "Without a limit on retries or age, the mapping drops nothing."


def summary_of(knobs):
    return mapping_sheet(mapping_scenario(knobs)).summary


def notes_of(widget):
    """The lines under the knobs, as words."""
    return [re.sub("<[^>]*>", "", line) for line in widget.notes.value.split("<br>")]


def ids_in(svg):
    return re.findall(r' id="([^"]*)"', svg)


@pytest.fixture
def solved(monkeypatch):
    """Whoever has passed exercise 08.3."""
    exercise = ExerciseProgress(attempts=1, passed=True)
    monkeypatch.setattr(mapping.progress, "load", lambda place: Progress({"08.3-tame-the-mapping": exercise}))


def test_it_begins_with_the_defaults_of_aws():
    widget = mapping_widget()
    assert widget.knobs == AWS_DEFAULTS
    assert summary_of(AWS_DEFAULTS) in widget.picture.value


def test_every_knob_is_there_with_its_label():
    widget = mapping_widget()
    assert (
        set(widget.controls) == set(asdict(AWS_DEFAULTS)) == {each.knob for each in SLIDERS} | set(SWITCHES)
    )
    assert all(control.description for control in widget.controls.values())


def test_its_letters_have_11_px_in_however_narrow_a_place():
    smallest = min(words.size for words in mapping_sheet(mapping_scenario(AWS_DEFAULTS)).words)
    widget = mapping_widget()
    (wide,) = re.findall(r'viewBox="0 0 (\d+) ', widget.picture.value)
    (least_px,) = re.findall(r"min-width:(\d+)px", widget.picture.value)
    assert smallest * int(least_px) / int(wide) >= 11
    assert widget.picture.layout.overflow == "auto"


def turns():
    """In make test every fourth slider to both its ends, in make nightly each through all its values."""
    for place, slider in enumerate(SLIDERS):
        values = [value for _, value in slider.options]
        if place % 4 == 0:
            yield pytest.param(slider.knob, [values[-1], values[0]], id=slider.knob)
        yield pytest.param(slider.knob, values, id=f"{slider.knob}-all", marks=pytest.mark.nightly)


@pytest.mark.parametrize(("knob", "values"), list(turns()))
def test_a_slider_turned_is_a_new_picture(knob, values):
    widget = mapping_widget()
    for value in values:
        widget.controls[knob].value = value
        wanted = replace(AWS_DEFAULTS, **{knob: value})
        assert widget.knobs == wanted
        assert summary_of(wanted) in widget.picture.value


@pytest.mark.parametrize("switch", one_in(3, SWITCHES))
def test_a_switch_turned_is_a_new_run(switch):
    widget = mapping_widget(Knobs(maximum_retry_attempts=1))
    widget.controls[switch].value = True
    assert summary_of(Knobs(maximum_retry_attempts=1, **{switch: True})) in widget.picture.value


@pytest.mark.usefixtures("solved")
@pytest.mark.parametrize("name", ["AWS defaults", "Lab 08's answer"])
def test_a_preset_sets_the_mapping_and_leaves_the_incident(name):
    widget = mapping_widget(Knobs(poison_share=0.02, handler_ms=100, batch_size=5))
    widget.buttons[name].click()
    assert widget.knobs == replace(mapping.presets()[name], poison_share=0.02, handler_ms=100)
    assert summary_of(widget.knobs) in widget.picture.value


@pytest.mark.usefixtures("solved")
def test_a_preset_is_one_redraw():
    widget = mapping_widget()
    pictures = []
    widget.picture.observe(lambda change: pictures.append(change.new), names="value")
    widget.buttons["Lab 08's answer"].click()
    assert pictures == [widget.picture.value]
    assert widget.knobs == LAB_08


def test_no_button_gives_away_the_answer_of_an_exercise_that_is_not_passed():
    assert list(mapping_widget().buttons) == ["AWS defaults", "Pin this run"]


def test_the_goal_is_recognized_when_it_is_reached_and_not_when_the_incident_is_turned_away():
    widget = mapping_widget()
    assert notes_of(widget) == [f"Goal: {mapping.GOAL} ○ Not reached yet."]
    widget.set(LAB_08)
    assert notes_of(widget)[0].endswith("✓ Reached.")
    widget.set(replace(LAB_08, poison_share=0.0))
    assert notes_of(widget)[0].endswith("○ Not reached yet.")


def test_a_turn_that_changes_nothing_is_told_with_its_reason():
    widget = mapping_widget()
    before = widget.picture.value
    widget.controls["destination"].value = True
    assert widget.picture.value == before
    assert notes_of(widget)[1:] == [
        f"OnFailure destination: this turn changed nothing. {NO_BOUND}",
    ]
    widget.controls["batch_size"].value = 10
    assert notes_of(widget)[1:] == [
        f"OnFailure destination has no effect now. {NO_BOUND}",
    ]


def test_a_pinned_run_stays_beside_the_next_one_until_it_is_unpinned():
    widget = mapping_widget()
    first = widget.picture.value
    widget.buttons["Pin this run"].click()
    widget.controls["batch_size"].value = 10
    assert "Pinned: Batch size 100, Batching window 0 s" in widget.pinned.value
    assert summary_of(AWS_DEFAULTS) in widget.pinned.value
    assert summary_of(Knobs(batch_size=10)) in widget.picture.value
    assert not set(ids_in(first)) & set(ids_in(widget.pinned.value))
    widget.buttons["Pin this run"].click()
    assert (widget.pinned.value, widget.pinned.layout.display) == ("", "none")


def test_the_mouse_over_an_invocation_shows_its_records():
    value = mapping_widget().picture.value
    assert re.search(
        r"<title>Shard \d: \d+ records?, (succeeded|failed), \d+\.\d s to \d+\.\d s</title>", value
    )


def test_a_value_that_no_slider_has_is_added():
    assert mapping_widget(Knobs(batch_size=77)).knobs.batch_size == 77
    assert mapping_widget(Knobs(poison_share=0.03)).knobs.poison_share == 0.03


@pytest.fixture
def shown(monkeypatch):
    """What a cell shows."""
    outputs = []
    monkeypatch.setattr("IPython.display.display", lambda data, **how: outputs.append(data))
    return outputs


def test_where_nobody_can_move_its_sliders_there_are_a_sentence_and_a_picture(shown):
    mapping_widget(LAB_08)._ipython_display_()
    sentence, picture = shown
    assert sentence == {"text/plain": "The mapping widget: run this cell to move its sliders."}
    assert picture.summary == summary_of(LAB_08)


def test_whoever_can_move_its_sliders_sees_no_second_picture(shown, monkeypatch):
    monkeypatch.setattr(scenario_widget, "somebody_watches", lambda: True)
    mapping_widget(LAB_08)._ipython_display_()
    names, view = shown
    assert names["text/html"].startswith("<script>")
    assert view[VIEW]["model_id"]


def test_two_widgets_share_no_id():
    one, other = (mapping_widget().picture.value for _ in range(2))
    assert one != other
