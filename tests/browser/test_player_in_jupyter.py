"""The player where learners meet it: JupyterLab and Notebook 7, live, saved and without trust.

make test has none of this: a kernel and a page take long. What a player does is in `test_player`.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import nbformat
import pytest
from accessibility import violations
from lab_page import LabPage
from player_documents import mapping, writes
from playwright.sync_api import expect

from lablib.teaching.notebooks.normalise import METADATA

pytestmark = pytest.mark.nightly

SHOW = """import json
from pathlib import Path
from lablib.pictures.player.play import show
show(json.loads(Path("{name}.json").read_text()))"""
OTHERS = 40
CELLS = (SHOW.format(name="writes"), SHOW.format(name="mapping"), *["'another cell'"] * OTHERS)
HOME = "[data-lablib-player]"
PLAYERS = f"[...document.querySelectorAll('{HOME}')].map(home => home.firstElementChild.player)"
COMMANDS = ("a", "b", "x", "d", "d", "m", "z", "ArrowDown", "ArrowUp", "Shift+Enter")
SOURCES = "jupyterapp.shell.currentWidget.content.widgets.map(cell => cell.model.sharedModel.source)"
SCROLLED = "jupyterapp.shell.currentWidget.content.outerNode"
OUR_OWN = ("http://127.0.0.1:", "http://localhost:", "ws://", "blob:", "data:")


@pytest.fixture(scope="session")
def notebook(clone):
    """Two players and forty cells below them, in the clone's working folder."""
    work = clone.root / "work"
    work.mkdir(exist_ok=True)
    for name, document in (("writes", writes()), ("mapping", mapping())):
        (work / f"{name}.json").write_text(json.dumps(document))
    cells = [nbformat.v4.new_code_cell(source) for source in CELLS]
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=METADATA), work / "players.ipynb")
    return work / "players.ipynb"


@pytest.fixture
def lab(lab_page):
    """JupyterLab's page, which may ask no other host for anything."""
    yield from asks_nobody(lab_page)


@pytest.fixture
def notebook_page(notebook, notebook7, browser):
    """Notebook 7's page, the same."""
    pictures = os.environ.get("LABLIB_SCREENSHOTS")
    with browser.new_page() as page:
        page.set_default_timeout(60_000)
        yield from asks_nobody(
            LabPage(page, *notebook7, Path(pictures) if pictures else None, view="notebooks")
        )


def asks_nobody(shown):
    asked = []
    shown.page.on("request", lambda request: asked.append(request.url))
    yield shown
    assert [url for url in asked if not url.startswith(OUR_OWN)] == []


def buttons(shown):
    return shown.page.locator(HOME).get_by_role("button", name="Play")


def test_in_jupyterlab_it_plays_and_no_key_gets_out(lab, notebook):
    lab.open(notebook.name)
    assert lab.run_all() == []
    lab.page.evaluate(f"{SCROLLED}.scrollTop = 0")
    buttons(lab).first.click()
    lab.page.wait_for_function(f"{PLAYERS}[0].playing")
    keys_stay_in(lab)
    assert violations(lab.page, HOME) == []
    lab.photograph("player")


def test_in_notebook_7_it_plays_and_no_key_gets_out(notebook_page, notebook):
    notebook_page.open(notebook.name)
    assert notebook_page.run_all() == []
    notebook_page.page.evaluate(f"{SCROLLED}.scrollTop = 0")
    buttons(notebook_page).first.click()
    notebook_page.page.wait_for_function(f"{PLAYERS}[0].playing")
    keys_stay_in(notebook_page)


def keys_stay_in(shown):
    """A notebook would add, cut and run cells."""
    before = shown.page.evaluate(SOURCES)
    assert len(before) >= 2 + OTHERS
    stops = shown.page.locator(HOME).first.locator("button, select, input").all()
    assert len(stops) == 5
    for stop in stops:
        stop.focus()
        for key in COMMANDS:
            shown.page.keyboard.press(key)
    assert shown.page.evaluate(SOURCES) == before


def test_out_of_sight_it_stops_and_in_sight_it_is_where_it_was(lab, notebook):
    lab.open(notebook.name)
    assert lab.run_all() == []
    lab.page.evaluate(f"{SCROLLED}.scrollTop = 0")
    expect(buttons(lab).first).to_be_visible()
    lab.page.evaluate(f"{PLAYERS}[0].seek(20000)")
    lab.page.evaluate(f"window.first = {PLAYERS}[0]; first.play()")
    lab.page.evaluate(f"{SCROLLED}.scrollTop = {SCROLLED}.scrollHeight")
    lab.page.wait_for_function("!first.playing || !first.visible")
    place = lab.page.evaluate("first.ms")
    lab.page.wait_for_timeout(300)
    assert lab.page.evaluate("first.ms") == place >= 20_000
    lab.page.evaluate(f"{SCROLLED}.scrollTop = 0")
    expect(buttons(lab).or_(lab.page.get_by_role("button", name="Pause")).first).to_be_visible()
    assert lab.page.evaluate(f"{PLAYERS}[0] === first")
    assert lab.page.evaluate("first.ms") >= place


def test_saved_it_plays_without_a_run_and_without_trust_it_is_a_picture_and_a_table(lab, notebook):
    lab.open(notebook.name)
    assert lab.run_all() == []
    lab.save()
    lab.open(notebook.name)
    buttons(lab).first.click()
    lab.page.wait_for_function(f"{PLAYERS}[0].playing")
    expect(lab.page.locator(".jp-OutputArea img").first).to_be_hidden()

    from_elsewhere = nbformat.read(notebook, as_version=4)
    from_elsewhere.cells[-1].source = "'from somebody else'"
    for cell in from_elsewhere.cells:
        cell.metadata.pop("trusted", None)
    nbformat.write(from_elsewhere, notebook.with_name("untrusted.ipynb"))
    lab.open("untrusted.ipynb")
    output = lab.page.locator(".jp-OutputArea").first
    expect(output.locator("img")).to_be_visible()
    expect(output.locator("td").first).to_have_text("offered")
    assert lab.page.locator(f"{HOME} button").count() == 0
    shown = output.inner_text()
    assert "Run this cell to play it." in shown
    assert "const " not in shown
    lab.photograph("untrusted")
