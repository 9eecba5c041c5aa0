"""A sheet as SVG: well-formed, the same text each time, and readable by whoever does not see it."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from lablib.pictures.plots import sheet as look
from lablib.pictures.plots.sheet import Rect, Sheet, Words
from lablib.pictures.widgets.svg import svg_of

SVG = "{http://www.w3.org/2000/svg}"


def small_sheet():
    sheet = Sheet(100, 50, "Title", "numbers")
    sheet.area(look.SUCCEEDED, Rect(1, 2, 3, 4))
    sheet.area(look.FAILED, Rect(10, 20, 5, 6))
    sheet.area(look.FAILED, Rect(30, 20, 5, 6))
    sheet.line(look.PAUSE, (0, 0), (5, 5), (9, 5))
    sheet.words += [Words(1, 10, "a < b & c"), Words(1, 20, "more"), Words(9, 9, "bold", "end", bold=True)]
    return sheet


def test_it_says_what_it_shows():
    root = ET.fromstring(svg_of(small_sheet(), "what <it> shows", "one"))
    assert root.tag == f"{SVG}svg"
    assert root.get("role") == "img"
    title = root.find(f"{SVG}title")
    assert title.text == "what <it> shows"
    assert root.get("aria-labelledby") == title.get("id")


def test_its_ground_is_opaque_and_as_large_as_itself():
    root = ET.fromstring(svg_of(small_sheet(), "alt", "one"))
    ground = root.find(f"{SVG}rect")
    assert (ground.get("width"), ground.get("height"), ground.get("fill")) == ("100", "50", "#ffffff")
    assert root.get("viewBox") == "0 0 100 50"


def test_areas_of_a_look_are_one_path_and_stripes_are_its_own():
    root = ET.fromstring(svg_of(small_sheet(), "alt", "one"))
    plain, striped, line = root.findall(f"{SVG}path")
    assert plain.get("fill") == look.SUCCEEDED.colour
    assert plain.get("d") == "M1.0 2.0h3.0v4.0h-3.0z"
    (pattern,) = root.findall(f"{SVG}defs/{SVG}pattern")
    assert striped.get("fill") == f"url(#{pattern.get('id')})"
    assert striped.get("d").count("M") == 2
    assert line.get("d") == "M0.0 0.0L5.0 5.0L9.0 5.0"
    assert line.get("stroke-dasharray") == "1 1.6"


def test_two_on_a_page_share_no_id():
    ids = [
        {
            each.get("id")
            for each in ET.fromstring(svg_of(small_sheet(), "alt", name)).iter()
            if each.get("id")
        }
        for name in ("one", "two")
    ]
    assert len(ids[0]) == len(ids[1]) == 2
    assert not ids[0] & ids[1]


def test_words_are_escaped():
    root = ET.fromstring(svg_of(small_sheet(), "alt", "one"))
    assert [each.text for each in root.iter(f"{SVG}text")] == ["a < b & c", "more", "bold"]


def test_the_mouse_over_a_place_is_told_what_stands_there_in_a_layer_that_nobody_sees():
    sheet = small_sheet()
    sheet.notes.append((Rect(1, 2, 3, 4), "3 records < 4"))
    root = ET.fromstring(svg_of(sheet, "alt", "one"))
    layer = root.findall(f"{SVG}g")[-1]
    assert (layer.get("fill"), layer.get("pointer-events")) == ("none", "all")
    assert [each.text for each in layer.iter(f"{SVG}title")] == ["3 records < 4"]
