"""The field card on paper: two sides, on A4 and on US Letter, with nothing cut off. On screen: axe-core."""

from __future__ import annotations

import re

import pytest
from accessibility import violations

from lablib.teaching.course import repo_root

CARD = repo_root() / "docs/field-card.html"
PRINTED_WIDTH_PX = 752  # A4 less its margins of 8 mm


@pytest.mark.nightly
@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_the_field_card_prints_on_two_sides(browser, paper):
    page = browser.new_page()
    page.goto(CARD.as_uri())
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format=paper))) == 2
    page.close()


@pytest.mark.nightly
@pytest.mark.parametrize("width_px", [PRINTED_WIDTH_PX, 1280])
def test_no_cell_of_the_field_card_runs_into_the_next(browser, width_px):
    page = browser.new_page(viewport={"width": width_px, "height": 900})
    page.goto(CARD.as_uri())
    page.emulate_media(media="print" if width_px == PRINTED_WIDTH_PX else "screen")
    wide = "cells => cells.filter(cell => cell.scrollWidth > cell.clientWidth).map(cell => cell.innerText)"
    assert page.eval_on_selector_all("td, th", wide) == []
    page.close()


@pytest.mark.nightly
def test_axe_finds_nothing_in_the_field_card(browser):
    page = browser.new_page()
    page.goto(CARD.as_uri())
    assert violations(page, "body") == []
    page.close()
