"""The mapping widget without a browser: what its knobs do, and what it leaves in a notebook."""

from __future__ import annotations

from dataclasses import asdict, replace

import pytest

from lablib.pictures.plots.mapping_sheet import mapping_sheet
from lablib.pictures.widgets import mapping_widget
from lablib.pictures.widgets.mapping import PRESETS, SLIDERS, SWITCHES, VIEW, WITHOUT_KERNEL
from lablib.scenarios.mapping.what_if import AWS_DEFAULTS, LAB_08, Knobs, mapping_scenario


def summary_of(knobs):
    return mapping_sheet(mapping_scenario(knobs)).summary


def button(widget, name):
    controls = widget.box.children[0]
    return next(each for each in controls.children[0].children if each.description == name)


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


def every_other_in_make_test():
    for place, slider in enumerate(SLIDERS):
        yield pytest.param(slider, id=slider.knob, marks=pytest.mark.nightly if place % 2 else ())


@pytest.mark.parametrize("slider", list(every_other_in_make_test()))
def test_a_slider_turned_is_a_new_picture(slider):
    widget = mapping_widget()
    for _, value in slider.options:
        widget.controls[slider.knob].value = value
        wanted = replace(AWS_DEFAULTS, **{slider.knob: value})
        assert widget.knobs == wanted
        assert summary_of(wanted) in widget.picture.value


@pytest.mark.parametrize("switch", SWITCHES)
def test_a_switch_turned_is_a_new_run(switch):
    widget = mapping_widget(Knobs(maximum_retry_attempts=1))
    widget.controls[switch].value = True
    assert summary_of(Knobs(maximum_retry_attempts=1, **{switch: True})) in widget.picture.value


@pytest.mark.parametrize("name", PRESETS)
def test_a_preset_sets_the_mapping_and_leaves_the_incident(name):
    widget = mapping_widget(Knobs(poison_share=0.02, handler_ms=100, batch_size=5))
    button(widget, name).click()
    assert widget.knobs == replace(PRESETS[name], poison_share=0.02, handler_ms=100)
    assert summary_of(widget.knobs) in widget.picture.value


def test_a_preset_is_one_redraw():
    widget = mapping_widget()
    pictures = []
    widget.picture.observe(lambda change: pictures.append(change.new), names="value")
    button(widget, "Lab 08's answer").click()
    assert pictures == [widget.picture.value]
    assert widget.knobs == LAB_08


def test_a_value_that_no_slider_has_is_added():
    assert mapping_widget(Knobs(batch_size=77)).knobs.batch_size == 77
    assert mapping_widget(Knobs(poison_share=0.03)).knobs.poison_share == 0.03


def test_a_page_without_a_kernel_has_a_sentence_and_a_picture(monkeypatch):
    shown = []
    monkeypatch.setattr("IPython.display.display", lambda data, **how: shown.append(data))
    mapping_widget(LAB_08)._ipython_display_()
    view, picture = shown
    assert view["text/plain"] == WITHOUT_KERNEL
    assert view[VIEW]["model_id"]
    assert picture.summary == summary_of(LAB_08)


def test_two_widgets_share_no_id():
    one, other = (mapping_widget().picture.value for _ in range(2))
    assert one != other
