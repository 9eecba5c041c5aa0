"""A diagram says in words what it shows, stands on its sheet, and has letters that can be read."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from lablib.pictures.diagrams import (
    bisect_tree,
    blocked_shard,
    key_to_range,
    mapping_steps,
    on_demand_rounds,
    partial_answer,
    retry_waves,
    shard_split,
)

SVG = "{http://www.w3.org/2000/svg}"
PAGE_PX = 900
SMALLEST_PX = 12
ALL = [
    bisect_tree,
    blocked_shard,
    key_to_range,
    mapping_steps,
    on_demand_rounds,
    partial_answer,
    retry_waves,
    shard_split,
]


@pytest.fixture(params=ALL, ids=lambda draw: draw.__name__)
def diagram(request):
    return request.param()


def test_its_words_are_text_and_its_title_says_what_it_shows(diagram):
    root = ET.fromstring(diagram.svg)
    assert root.get("role") == "img"
    assert root.find(f"{SVG}title").text == diagram.alt
    assert diagram.sheet.title in [each.text for each in root.iter(f"{SVG}text")]


def test_its_letters_are_large_enough_on_a_narrow_page(diagram):
    assert all(words.size * PAGE_PX / diagram.sheet.wide >= SMALLEST_PX for words in diagram.sheet.words)


def test_everything_stands_on_the_sheet(diagram):
    sheet = diagram.sheet
    rects = [rect for areas in sheet.areas.values() for rect in areas]
    assert all(x >= 0 and x + wide <= sheet.wide and y + high <= sheet.high for x, y, wide, high in rects)
    assert all(0 <= words.x <= sheet.wide and 0 < words.y < sheet.high for words in sheet.words)


def test_it_shows_itself_as_svg_as_png_and_in_words_with_a_caption(diagram, monkeypatch):
    shown = []
    monkeypatch.setattr(
        "IPython.display.display", lambda data, **how: shown.append((data, how.get("metadata")))
    )
    diagram._ipython_display_()
    (data, look), (caption, _) = shown
    assert data["image/png"].startswith(b"\x89PNG")
    assert (data["image/svg+xml"], data["text/plain"]) == (diagram.svg, diagram.alt)
    assert look["image/svg+xml"]["alt"] == look["image/png"]["alt"] == diagram.alt
    assert " ".join(caption["text/plain"].split()) == diagram.sheet.summary == repr(diagram)


def test_who_sits_before_a_kernel_gets_it_with_words_for_a_screen_reader(monkeypatch):
    shown = []
    monkeypatch.setattr("lablib.pictures.diagrams.diagram.somebody_watches", lambda: True)
    monkeypatch.setattr("IPython.display.display", lambda data, **how: shown.append(data))
    diagram = partial_answer()
    diagram._ipython_display_()
    assert diagram.svg in shown[0]["text/html"]
