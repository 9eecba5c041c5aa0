"""A picture is readable without colour, and on any page."""

from __future__ import annotations

from itertools import combinations

import pytest

from lablib.pictures.plots.style import BAND, INK, MARKS, PAPER, QUIET_INK, SHADE

TEXT_CONTRAST = 4.5  # WCAG 2.2, success criterion 1.4.3
MARK_CONTRAST = 3.0  # the same, 1.4.11
GREY_STEP = 0.07  # of the way from black to white: two greys beside each other can be told apart


def luminance(colour: str) -> float:
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def grey(colour: str) -> float:
    """How light the colour prints on a grey printer, from 0 to 1."""
    return luminance(colour) ** (1 / 2.2)


@pytest.mark.parametrize("ground", [PAPER, BAND])
@pytest.mark.parametrize("colour", [INK, QUIET_INK, MARKS["throttled"].colour])
def test_words_stand_out_from_what_they_are_written_on(colour, ground):
    assert contrast(colour, ground) >= TEXT_CONTRAST


def test_a_refusal_stands_out_from_the_darkest_shade_of_the_grid():
    assert contrast(MARKS["throttled"].colour, SHADE) >= MARK_CONTRAST


@pytest.mark.parametrize("ground", [PAPER, BAND])
@pytest.mark.parametrize("name", MARKS)
def test_marks_stand_out_from_what_they_are_drawn_on(name, ground):
    assert contrast(MARKS[name].colour, ground) >= MARK_CONTRAST


def test_any_two_filled_marks_differ_in_hatch_and_in_grey():
    filled = [mark for mark in MARKS.values() if not mark.hollow]
    alike = [
        (one, other)
        for one, other in combinations(filled, 2)
        if one.hatch == other.hatch or abs(grey(one.colour) - grey(other.colour)) < GREY_STEP
    ]
    assert alike == []
    assert len(filled) == len(MARKS) - 1  # only what was offered is an outline


def test_the_measure_of_contrast_is_the_known_one():
    assert contrast("#000000", "#ffffff") == pytest.approx(21.0)
    assert contrast(INK, INK) == 1.0
