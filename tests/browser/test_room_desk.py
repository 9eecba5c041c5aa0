"""The desk in a browser, with twenty learners: codes are pasted; the room, a vote, game day, CSV, delete."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path

import pytest
from accessibility import violations
from playwright.sync_api import expect

from lablib.teaching.course import labs
from lablib.teaching.desk.progress_code import Report, encode
from lablib.teaching.desk.room import COLUMNS

LEARNERS = 20
WITHIN_MS = 60_000
ASKED = {f"{lab.number}.{name}": each for lab in labs() for name, each in lab.questions.predict.items()}
CHOICE = next(id_ for id_, each in ASKED.items() if each.kind == "choice")


def learner(number: int) -> Report:
    """Every third has the same wrong answer; a quarter predict b."""
    message = "02.2.lost" if number % 3 == 0 else ""
    vote = "b" if number % 4 == 0 else "a"
    name = f"learner {number:02} <i>"
    return Report(name, ("02.1",), "02.2", 2, message, number % 2, {CHOICE: (vote,)})


@pytest.fixture
def desk(clone):
    """The address of the desk of this computer, of a clone of its own."""
    with clone.start("desk", stdout=subprocess.PIPE) as running:
        lines = iter(running.stdout.readline, "")
        yield next(line.strip() for line in lines if "http" in line)
        running.terminate()


@pytest.fixture
def page(browser, desk):
    """The desk with twenty learners, whose codes were pasted among words of a chat."""
    with browser.new_page(viewport={"width": 1100, "height": 1000}) as page:
        page.set_default_timeout(WITHIN_MS)
        expect.set_options(timeout=WITHIN_MS)
        page.goto(desk)
        chat = "\n".join(f"{n:02}:14 {encode(learner(n))} done!" for n in range(1, LEARNERS + 1))
        page.get_by_label("Progress codes").fill(chat)
        page.get_by_role("button", name="Add codes").press("Enter")
        expect(page.get_by_role("status")).to_contain_text("learner 20 <i>")
        yield page


def photograph(page, name):
    """Keep the page, in light and dark, if pictures are wanted."""
    if folder := os.environ.get("LABLIB_SCREENSHOTS"):
        for theme in ("light", "dark"):
            page.emulate_media(color_scheme=theme)
            page.screenshot(path=Path(folder) / f"{name}-{theme}.png", full_page=True)


@pytest.mark.nightly
def test_twenty_learners_at_the_desk(page, clone, tmp_path):
    room = page.get_by_role("region", name="The room", exact=True)
    expect(room.locator("tbody tr")).to_have_count(LEARNERS)
    expect(room).to_contain_text("learner 20 <i>")
    wrong = page.get_by_role("region", name="Wrong answers now", exact=True)
    expect(wrong.locator("tbody tr")).to_have_text([re.compile(r"02\.2\.lost\s*02\.2\s*6")])
    page.get_by_label("Prediction", exact=True).select_option(CHOICE)
    votes = page.get_by_role("table", name=f"Predictions of {CHOICE}")
    expect(votes.get_by_role("row").nth(1)).to_contain_text("5")
    expect(page.locator("#votes")).to_contain_text("20 predictions.")
    photograph(page, "room")
    page.emulate_media(color_scheme="light")
    assert violations(page, "main") == []
    with page.expect_download() as download:
        page.get_by_role("link", name="Export as CSV").click()
    saved = tmp_path / "room.csv"
    download.value.save_as(saved)
    lines = saved.read_text("utf-8").splitlines()
    assert lines[0] == ",".join(COLUMNS)
    assert len(lines) == LEARNERS + 1
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_label("Learner", exact=True).select_option("learner 03 <i>")
    page.get_by_role("button", name="Delete").press("Enter")
    expect(room.locator("tbody tr")).to_have_count(LEARNERS - 1)
    page.get_by_label("Learner", exact=True).select_option("everybody")
    page.get_by_role("button", name="Delete").press("Enter")
    expect(page.locator("#room")).to_contain_text("Nobody is here yet")
    assert json.loads((clone.root / "work" / "desk.json").read_text()) == {"learners": {}}


@pytest.mark.nightly
def test_the_reveals_of_a_night_open_in_a_window_of_their_own(page):
    with page.expect_popup() as opened:
        page.get_by_role("button", name="Open the reveals").click()
    reveals = opened.value
    expect(reveals.get_by_role("heading", level=1)).to_have_text("Game master: level 1, seed 7")
    reveals.get_by_role("button", name="Start the clock").click()
    expect(reveals.get_by_text("Minute 0: ").first).to_contain_text("(now)")
