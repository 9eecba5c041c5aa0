"""A postmortem: both files say the same, ask nobody else for anything, and keep what is typed as it is."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from game_records import game_record

from lablib.pictures.game_day.postmortem import as_html, as_markdown, write_postmortem
from lablib.pictures.game_day.score_card import score_card
from lablib.teaching.course import repo_root
from lablib.teaching.game_day.postmortem_parts import READER, finding, postmortem_parts

PARTS = postmortem_parts(repo_root() / "course")
WORDS = {
    "summary": "We billed too little.\n\nA <script> in the text stays text.",
    "impact": "251 events lost of 761, 3 billed twice, 12 late, 25 minutes outside, $0.09.",
    "cause": "The log of look 3 has errors, and look 9 doesn't exist.",
}


class _Elements(HTMLParser):
    """Every element with its attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def test_the_page_asks_no_other_host_for_anything():
    page = as_html(game_record(words=WORDS), PARTS)
    for tag, attributes in _Elements(page).found:
        assert tag not in ("link", "iframe", "object", "script")
        assert not {"src", "href", "srcset", "data"} & attributes.keys(), (tag, attributes)
    assert "@import" not in page
    assert "url(" not in re.sub(r"url\(#[\w-]+\)", "", page)


def test_what_the_learner_typed_stands_in_both_files_as_text():
    record = game_record(words=WORDS)
    page, text = as_html(record, PARTS), as_markdown(record, PARTS)
    assert "A &lt;script&gt; in the text stays text." in page
    assert WORDS["summary"] in text
    assert "said &lt;b&gt;this&lt;/b&gt; | that" in page
    assert "alarms said &lt;b>this&lt;/b> \\| that" in text  # a tag would be run, a bar would end the cell


@pytest.mark.parametrize("form", [as_html, as_markdown])
def test_both_files_have_every_part_the_evidence_the_acts_and_the_rubric(form):
    text = form(game_record(), PARTS)
    told = [*(each.heading for each in PARTS.part), *(each.ask for each in PARTS.part)]
    told += [each.name for each in PARTS.rubric] + [
        "look 1",
        "look 2",
        "look 3",
        "book-usage v41",
        "71 of 100",
    ]
    told += ["v42 is deployed", "shows errors-swallowed", "happened 2, visible 1, looked 3, acted 1"]
    assert [each for each in told if each.replace("'", "&#x27;") not in text and each not in text] == []


def test_the_rubric_says_what_a_program_can_find_in_the_words():
    record = game_record(words=WORDS)
    found = {each.name: finding(each, record) for each in PARTS.rubric}
    names = "events lost, billed twice, late at the end, minutes outside the SLO, dollars"
    assert found["The impact has numbers"] == f"5 of 5 numbers are in it: {names}"
    assert found["The cause follows from evidence"] == "it names look 3 (logs)"
    assert found["Detection is measured"] == "nothing is written here yet"
    assert found["No person is the cause"] == READER


def test_both_files_are_written_under_the_games_name(tmp_path):
    html, markdown = write_postmortem(game_record(), PARTS, tmp_path / "new")
    assert [html.name, markdown.name] == ["level-1-seed-7.html", "level-1-seed-7.md"]
    assert html.read_text("utf-8").startswith("<!doctype html>")


def test_the_score_card_says_cause_order_and_runs():
    card = str(score_card(game_record()))
    assert "Game day, level 1, seed 7: 71 of 100 points" in card
    assert "You named: errors-swallowed, which is right" in card
    assert "outcome, 46.3 of 70: Your harm is 382 dollars." in card
    assert "proof, 5 of 10: When you conclude, give a look." in card
    assert "  yours       251             3    12           25     0.09" in card
    assert "which is not it" in str(score_card(game_record(named=["poison-pill"])))
    half = game_record(named=["poison-pill", "errors-swallowed"])
    assert "of which only errors-swallowed is right" in " ".join(str(score_card(half)).split())
