"""A picture is readable without colour, and on any page."""

from __future__ import annotations

from itertools import combinations

import pytest

from lablib.plots.style import GRID, INK, MARKS, PAPER, QUIET_INK

TEXT_CONTRAST = 4.5  # WCAG 2.2, success criterion 1.4.3
MARK_CONTRAST = 3.0  # the same, 1.4.11
GREY_STEP = 0.12  # of the way from black to white: two greys beside each other can be told apart


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


@pytest.mark.parametrize("colour", [INK, QUIET_INK])
def test_words_stand_out_from_the_paper(colour):
    assert contrast(colour, PAPER) >= TEXT_CONTRAST


@pytest.mark.parametrize("name", MARKS)
def test_marks_stand_out_from_the_paper(name):
    assert contrast(MARKS[name].colour, PAPER) >= MARK_CONTRAST


def test_any_two_marks_differ_in_hatch_or_in_grey():
    alike = [
        (one, other)
        for one, other in combinations(MARKS, 2)
        if MARKS[one].hatch == MARKS[other].hatch
        and abs(grey(MARKS[one].colour) - grey(MARKS[other].colour)) < GREY_STEP
    ]
    assert alike == []


def test_the_measure_of_contrast_is_the_known_one():
    assert contrast("#000000", "#ffffff") == pytest.approx(21.0)
    assert contrast(GRID, GRID) == 1.0
