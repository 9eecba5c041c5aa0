"""The widgets in a real browser: every knob by keyboard, the presets, and how fast they answer.

In make test one of them is turned by a step; in make nightly each of them by many.
"""

from __future__ import annotations

from statistics import median

import nbformat
import pytest
from accessibility import OUTPUTS, violations
from playwright.sync_api import expect
from widget_page import WidgetPage

from lablib.pictures.plots.mapping_sheet import mapping_sheet
from lablib.pictures.plots.retry_storm import backoff_sheet
from lablib.pictures.plots.shards_sheet import shards_sheet
from lablib.pictures.widgets import backoff
from lablib.scenarios.mapping.what_if import AWS_DEFAULTS, LAB_08, mapping_scenario
from lablib.scenarios.producer.backoff_policies import POLICIES
from lablib.scenarios.producer.retry_storm import BackoffKnobs, backoff_scenario
from lablib.scenarios.shards.what_if import AUTO, ShardKnobs, shards_scenario
from lablib.teaching.notebooks.normalise import METADATA

CELLS = (
    'import lablib\nworld = lablib.start("07", seed=7)',
    (
        "from lablib.teaching.checks import Outcome, progress\n"
        "progress.record_attempt('08.3-tame-the-mapping', Outcome.PASSED, '')"
    ),
    "from lablib.pictures.widgets import mapping_widget\nmapping_widget()",
    "print('elapsed', world.elapsed_s, 'offered', world.totals()['offered'])",
)
STEPS = (
    ("Malformed", "ArrowRight"),
    ("Malformed", "ArrowRight"),
    ("Malformed", "ArrowLeft"),
    ("Handler, per record", "ArrowRight"),
    ("Handler, per record", "ArrowLeft"),
    ("Batching window", "ArrowRight"),
    ("Batching window", "ArrowRight"),
    ("Batching window", "ArrowRight"),
    ("Batch size", "ArrowLeft"),
    ("Batch size", "ArrowLeft"),
    ("Maximum record age", "ArrowLeft"),
    ("Maximum retries", "ArrowLeft"),
    ("Maximum retries", "ArrowLeft"),
    ("Parallelization factor", "ArrowRight"),
    ("Parallelization factor", "ArrowRight"),
)
"""Each of them changes the picture."""
SWITCHES = ("Bisect", "Partial", "OnFailure")
NARROW = {"width": 900, "height": 900}
MOST_MEDIAN_MS = 500
"""A machine that does nothing else stays below 100; one that runs all tests at once must not fail for it."""


@pytest.mark.nightly
def test_the_widget_is_turned_by_keyboard_and_answers_at_once(lab_page, clone):
    notebook = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(source) for source in CELLS], metadata=METADATA
    )
    nbformat.write(notebook, clone.root / "work" / "widget.ipynb")
    lab_page.open("widget.ipynb")
    expect(lab_page.run("lablib.start")).to_contain_text("Lab 07")
    lab_page.run("record_attempt")
    lab_page.wait_until_idle()
    widget = WidgetPage(lab_page, "mapping_widget()")
    defaults, lab_08 = (mapping_sheet(mapping_scenario(each)).summary for each in (AWS_DEFAULTS, LAB_08))
    assert defaults in widget.title
    assert widget.lefts(".widget-checkbox") <= widget.lefts(".widget-slider")

    steps_ms = [widget.press(label, key) for label, key in STEPS]
    print(f"slider to picture: median {median(steps_ms):.0f} ms, worst {max(steps_ms):.0f} ms")
    print(*(f"{label} {ms:.0f}" for (label, _), ms in zip(STEPS, steps_ms, strict=True)), sep=", ")
    assert median(steps_ms) <= MOST_MEDIAN_MS
    for switch in SWITCHES:
        widget.switch(switch)
    lab_page.photograph("widget-turned")

    # A preset leaves the incident as it is turned; with the first one's poison it is lab 08's picture.
    widget.press("Malformed", "ArrowLeft")
    widget.push("Lab 08's answer")
    assert lab_08 in widget.title
    lab_page.photograph("widget-lab-08")
    widget.pin()
    widget.push("AWS defaults")
    assert [lab_08 in widget.titles[1], defaults in widget.titles[0]] == [True, True]
    assert [widget.said_of("Batch size"), widget.said_of("Maximum record age")] == ["100", "no limit"]
    assert violations(lab_page.page, OUTPUTS) == []
    lab_page.photograph("widget-pinned")

    # Beside the file browser, in a narrow window, the picture scrolls instead of becoming too small to read.
    lab_page.page.set_viewport_size(NARROW)
    assert round(widget.least_letters_px(), 1) >= 11
    assert widget.scrolled_by("ArrowRight") > 0
    assert violations(lab_page.page, OUTPUTS) == []
    lab_page.photograph("widget-narrow")

    # The notebook's own world has seen nothing of all that.
    expect(lab_page.run("print('elapsed'")).to_contain_text("elapsed 0.0 offered 0")


SHARD_STEPS = (
    ("Flush every", "ArrowLeft"),
    ("Flush every", "ArrowRight"),
    ("Share of the hot key", "ArrowRight"),
    ("Share of the hot key", "ArrowLeft"),
    ("Records per second", "ArrowRight"),
    ("Records per second", "ArrowLeft"),
    ("Shards", "ArrowRight"),
    ("Shards", "ArrowLeft"),
)


def open_widget(lab_page, clone, name):
    """A notebook with this widget alone."""
    cell = nbformat.v4.new_code_cell(f"from lablib.pictures.widgets import {name}_widget\n{name}_widget()")
    notebook = nbformat.v4.new_notebook(cells=[cell], metadata=METADATA)
    nbformat.write(notebook, clone.root / "work" / f"{name}.ipynb")
    lab_page.open(f"{name}.ipynb")
    return WidgetPage(lab_page, f"{name}_widget()")


def test_a_slider_turned_by_keyboard_is_a_new_picture(lab_page, clone):
    widget = open_widget(lab_page, clone, "shards")
    assert shards_sheet(shards_scenario(ShardKnobs())).summary in widget.title
    widget.press(*SHARD_STEPS[0])
    assert violations(lab_page.page, OUTPUTS) == []


@pytest.mark.nightly
def test_the_shards_widget_is_turned_by_keyboard_and_answers_at_once(lab_page, clone):
    widget = open_widget(lab_page, clone, "shards")
    defaults, auto = (
        shards_sheet(shards_scenario(each)).summary for each in (ShardKnobs(), ShardKnobs(mode=AUTO))
    )
    assert defaults in widget.title
    steps_ms = [widget.press(label, key) for label, key in SHARD_STEPS]
    steps_ms += [widget.press("Mode", "ArrowRight"), widget.press("Mode", "ArrowRight")]
    print(f"slider to picture: median {median(steps_ms):.0f} ms, worst {max(steps_ms):.0f} ms")
    assert median(steps_ms) <= MOST_MEDIAN_MS
    assert auto in widget.title
    lab_page.photograph("shards-auto")


BACKOFF_STEPS = [
    (slider.label, key)
    for slider in backoff.SLIDERS
    if slider.knob != "policy"
    for key in ("ArrowRight", "ArrowLeft")
]


@pytest.mark.nightly
def test_the_backoff_widget_is_turned_by_keyboard_and_answers_at_once(lab_page, clone):
    widget = open_widget(lab_page, clone, "backoff")
    none, decorrelated = (
        backoff_sheet(backoff_scenario(BackoffKnobs(policy=policy))).summary
        for policy in ("none", "decorrelated jitter")
    )
    assert none in widget.title
    steps_ms = [widget.press("Policy", "ArrowRight") for _ in range(len(POLICIES) - 1)]
    steps_ms += [widget.press(label, key) for label, key in BACKOFF_STEPS]
    print(f"slider to picture: median {median(steps_ms):.0f} ms, worst {max(steps_ms):.0f} ms")
    assert median(steps_ms) <= MOST_MEDIAN_MS
    assert decorrelated in widget.title
    lab_page.photograph("backoff-decorrelated")
