"""The pages of game day in a real browser: axe, light and dark, no request to anybody, and the clock."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from accessibility import violations
from game_records import game_record
from playwright.sync_api import expect

from lablib.pictures.game_day.master_page import master_page
from lablib.pictures.game_day.postmortem import as_html
from lablib.scenarios.incidents import compose
from lablib.scenarios.incidents.evidence import Act
from lablib.teaching.course import repo_root
from lablib.teaching.game_day.master_notes import master_notes
from lablib.teaching.game_day.postmortem_parts import postmortem_parts

COURSE = repo_root() / "course"
WORDS = {"summary": "We billed too little.", "actions": "* a test\n* an alarm"}
ACTS = [Act("deploy", {"version": "previous"}, 300.0, 300.0, "book-usage v41")]


def pages():
    """By name, as HTML."""
    notes = master_notes(COURSE)
    return {
        "postmortem": as_html(game_record(words=WORDS), postmortem_parts(COURSE)),
        "master": master_page(compose(7, 3), "02:15 PAGE\nAlarms: none fires.", ACTS, notes),
    }


@pytest.fixture
def shown(browser, tmp_path):
    """Opens a page in light or dark; requests for anything but itself fail the test."""
    asked = []

    def show(name, scheme):
        file = tmp_path / f"{name}.html"
        file.write_text(pages()[name], "utf-8")
        page = browser.new_page(color_scheme=scheme, viewport={"width": 900, "height": 1000})
        page.on("request", lambda request: asked.append(request.url))
        page.goto(file.as_uri())
        if folder := os.environ.get("LABLIB_SCREENSHOTS"):
            page.screenshot(path=Path(folder) / f"{name}-{scheme}.png", full_page=True)
        return page

    yield show
    assert {url.split(":")[0] for url in asked} == {"file"}


@pytest.mark.nightly
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["postmortem", "master"])
def test_a_page_keeps_the_rules_that_axe_knows(shown, name, scheme):
    page = shown(name, scheme)
    for folded in page.locator("summary").all():
        folded.press("Enter")
    assert violations(page, "body") == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.nightly
def test_the_masters_clock_marks_what_is_due(shown):
    page = shown("master", "light")
    expect(page.get_by_text("Minute 0: Read the pager aloud")).not_to_contain_text("(now)")
    page.get_by_role("button", name="Start the clock").press("Enter")
    expect(page.locator("#clock")).to_have_text("00:01", timeout=5_000)
    expect(page.get_by_text("Minute 0: Read the pager aloud")).to_contain_text("(now)")
    expect(page.get_by_text("Minute 8: A customer writes")).not_to_contain_text("(now)")
