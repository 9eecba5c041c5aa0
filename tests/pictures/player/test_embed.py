"""A player is one piece of HTML with its data and its code inside; without the code it is a table."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser

import nbformat
from nbconvert import HTMLExporter
from nbformat.v4 import new_code_cell, new_notebook, new_output
from player_documents import writes

from lablib.pictures.player.embed import PARTS, SCRIPT, player_html, script
from lablib.teaching.notebooks.normalise import normalise

TITLE = '1 < 2 & it\'s "throttled"'


def html_of(run="{}"):
    return player_html(run, TITLE, [["stored", "54,276"], ["<lost>", "1,124"]])


class Reader(HTMLParser):
    """Attributes by tag, and the text that a reader sees."""

    def __init__(self, html):
        super().__init__()
        self.attributes, self.text, self.code = {}, "", None
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.attributes.setdefault(tag, dict(attrs))
        self.code = dict(attrs).get("data-lablib-code", self.code)

    def handle_data(self, data):
        self.text += data + "|"


def notebook_that_plays(html):
    shown = new_output("display_data", data={"text/html": html, "text/plain": "55,400 offered"})
    cell = new_code_cell("play(world)", id="play", execution_count=1, outputs=[shown])
    return new_notebook(cells=[cell])


def test_the_run_and_the_code_come_out_of_the_html_as_they_went_in():
    run = json.dumps({"title": TITLE, "did": "<'&\">"})
    reader = Reader(html_of(run))
    assert reader.attributes["div"]["data-run"] == run
    assert reader.code == script()


def test_a_reader_without_scripts_sees_the_ledger_and_no_code():
    assert Reader(html_of()).text == f"{TITLE}|stored|54,276|<lost>|1,124|Run this cell to play it.|"


def test_a_page_that_sanitizes_shows_the_ledger_and_no_code():
    notebook = notebook_that_plays(html_of(json.dumps(writes())))
    page, _ = HTMLExporter(sanitize_html=True).from_notebook_node(notebook)
    text = Reader(page).text
    assert "<lost>" in text
    assert "54,276" in text
    assert "Run this cell to play it." in text
    for code in ("data-run", "usage-events", "const ", "import("):
        assert code not in text.partition("play(world)")[2]


def test_a_stored_notebook_keeps_the_run_and_leaves_the_code_out():
    stored = normalise(notebook_that_plays(html_of('{"v":1}')), "02_lab")
    html = stored.cells[0].outputs[0].data["text/html"]
    assert Reader(html).text == Reader(html_of()).text
    assert Reader(html).attributes["div"]["data-run"] == '{"v":1}'
    assert "data-lablib-code" not in html
    assert len(html) < 500


def test_every_file_of_the_code_is_joined():
    files = {file.name.removesuffix(".js") for file in SCRIPT.iterdir() if file.name.endswith(".js")}
    assert set(PARTS) == files


def test_the_code_names_no_host():
    hosts = set(re.findall(r"https?://([\w.]+)", script()))
    assert hosts <= {"www.w3.org"}  # the name of SVG's vocabulary, which nobody asks for


def test_the_same_run_is_the_same_bytes():
    assert html_of() == html_of()


def test_a_player_is_valid_in_a_notebook():
    nbformat.validate(notebook_that_plays(html_of()))
