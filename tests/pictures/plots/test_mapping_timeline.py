"""The timeline of a mapping: every step is in it, and it can be read, with colour or without."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from test_pictures import PNG, assert_no_word_lies_on_another
from test_style import MARK_CONTRAST, contrast, grey

from lablib.pictures.plots import mapping_timeline, sheet
from lablib.pictures.plots.mapping_rows import INVOKED, rows_of
from lablib.pictures.plots.mapping_sheet import FILLS, LANE_STEP, LANES_TOP, LEFT, RIGHT, SIGNS, mapping_sheet
from lablib.pictures.plots.style import BAND, PAPER
from lablib.scenarios.mapping.what_if import AWS_DEFAULTS, LAB_08, SECONDS, Knobs, mapping_scenario
from lablib.simulator.lambda_.mapping.history import Did

TREE = Knobs(poison_share=0.02, window_s=20, bisect=True, maximum_retry_attempts=1)
CASES = {
    "defaults": AWS_DEFAULTS,
    "lab 08": LAB_08,
    "tree": TREE,
    "lanes": Knobs(parallelization_factor=5, poison_share=0.02),
    "in part": Knobs(partial_responses=True, maximum_retry_attempts=3, poison_share=0.01),
    "slow": Knobs(handler_ms=1_200),
}


@pytest.mark.parametrize("knobs", CASES.values(), ids=CASES)
def test_every_step_is_drawn_at_its_time(knobs):
    run = mapping_scenario(knobs)
    drawn = mapping_sheet(run)
    for did in INVOKED:
        steps = [step for step in run.steps if step.did is did]
        rects = [rect for rect in drawn.areas[FILLS[did]] if rect.y >= LANES_TOP]
        assert len(rects) == len(steps)
        for step, rect in zip(sorted(steps, key=lambda each: (each.shard, each.lane)), rects, strict=True):
            assert rect.x == pytest.approx(LEFT + (RIGHT - LEFT) * run.second(step.at_us) / SECONDS)
            assert int((rect.y - LANES_TOP) // LANE_STEP) == step.shard
    signs = [words for words in drawn.words if words.text in SIGNS.values() and words.y >= LANES_TOP]
    assert len(signs) == sum(step.did in SIGNS for step in run.steps)


@pytest.mark.parametrize("knobs", CASES.values(), ids=CASES)
def test_everything_lies_on_the_sheet(knobs):
    drawn = mapping_sheet(mapping_scenario(knobs))
    for rect in (rect for rects in drawn.areas.values() for rect in rects):
        assert 0 <= rect.x < rect.x + rect.wide <= drawn.wide
        assert 0 <= rect.y < rect.y + rect.high <= drawn.high
    for x, y in (point for lines in drawn.lines.values() for line in lines for point in line):
        assert 0 <= x <= drawn.wide
        assert 0 <= y <= drawn.high


def test_a_cut_batch_is_joined_to_both_its_halves():
    run = mapping_scenario(TREE)
    rows = rows_of(run)
    first_tries = {(step.shard, step.depth, step.first) for step in run.steps if step.depth}
    cut = {
        (step.shard, step.depth, step.first)
        for step in run.steps
        if step.did is Did.FAILED and step.records > 1
    }
    assert len(rows.branches) >= len(first_tries)
    # At the end of the time a second half may still be to come.
    assert 2 * len(cut) - 3 * TREE.parallelization_factor <= len(rows.branches) <= 2 * len(cut)
    for branch in rows.branches:
        assert branch.start_s <= branch.end_s
        assert any(bar.depth == branch.depth and bar.end_s == branch.start_s for bar in rows.bars)
        assert any(bar.depth == branch.depth + 1 and bar.start_s == branch.end_s for bar in rows.bars)


def test_a_lane_pauses_from_a_failure_to_the_next_try():
    run = mapping_scenario(AWS_DEFAULTS)
    rows = rows_of(run)
    failed = [bar for bar in rows.bars if bar.did is Did.FAILED]
    assert [pause.start_s for pause in rows.pauses] == [bar.end_s for bar in failed if bar.end_s < SECONDS]
    # Half a second, doubled each time, and a minute at most.
    assert [round(pause.end_s - pause.start_s, 3) for pause in rows.pauses[:8]] == [
        0.5,
        1,
        2,
        4,
        8,
        16,
        32,
        60,
    ]


@pytest.mark.parametrize(
    ("knobs", "says"),
    [
        (AWS_DEFAULTS, "99 records expired because a batch kept failing, and no metric counts them"),
        (LAB_08, "Nothing is lost: 3 records can be found again through the destination"),
        (Knobs(maximum_retry_attempts=0, bisect=True), "Nothing expired, but the mapping dropped 2 records"),
        (Knobs(poison_share=0), "All 720 records are handled"),
        (Knobs(poison_share=0, window_s=30), "Nothing is lost yet"),
    ],
)
def test_the_title_says_the_worst(knobs, says):
    assert mapping_sheet(mapping_scenario(knobs)).title.startswith(says)


def test_expired_and_dropped_are_both_said():
    run = mapping_scenario(AWS_DEFAULTS)
    both = replace(run, totals=run.totals | {"expired": 5, "dropped by age": 7})
    assert mapping_sheet(both).title == "5 records expired unnoticed, and 7 more were dropped"


def test_the_picture_says_its_numbers():
    picture = mapping_timeline(mapping_scenario(AWS_DEFAULTS))
    assert picture.png.startswith(PNG)
    assert picture.summary.startswith("720 records = ")
    assert picture.summary in picture.alt


@pytest.mark.parametrize("knobs", [AWS_DEFAULTS, LAB_08, TREE])
def test_no_word_lies_on_another(knobs):
    figure = mapping_timeline.__wrapped__(mapping_scenario(knobs)).figure
    for axes in figure.axes:
        for text in list(axes.texts):
            if text.get_text() in SIGNS.values():  # they stand on what they are about
                text.remove()
    figure.suptitle("")
    assert_no_word_lies_on_another(figure)


def test_marks_stand_out_and_differ_without_colour():
    for colour in (sheet.SUCCEEDED.colour, sheet.FAILED.colour, sheet.PAUSE.colour, sheet.CHECKPOINT.colour):
        assert contrast(colour, BAND) >= MARK_CONTRAST
    assert contrast(sheet.FAILED.stripe_colour, sheet.FAILED.colour) >= MARK_CONTRAST
    assert contrast(sheet.PARTLY.stripe_colour, sheet.PARTLY.colour) >= MARK_CONTRAST
    fills = (sheet.SUCCEEDED, sheet.FAILED, sheet.PARTLY, sheet.UNDER_WAY)
    for one, other in combinations(fills, 2):
        assert one.stripes != other.stripes or abs(grey(one.colour) - grey(other.colour)) > 0.2
    assert contrast(sheet.CHECKPOINT.colour, PAPER) >= MARK_CONTRAST
