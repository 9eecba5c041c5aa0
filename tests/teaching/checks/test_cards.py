"""A card is readable as text, without styles, without colour, and on a light page and a dark one."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from nbconvert.filters import clean_html

from lablib import check, compare, hint, predict, quiz, recall, solution, summary
from lablib.teaching.checks import predictions, recall_and_quiz
from lablib.teaching.checks.cards import Card, Tone
from lablib.teaching.checks.cards.look import HEAD_INK
from lablib.teaching.checks.grading import exercise_called, grader_of
from lablib.teaching.checks.message_catalogue import message, texts
from lablib.teaching.checks.trial_table import TrialTable
from lablib.teaching.checks.verdict import Outcome, Verdict
from lablib.teaching.course import labs

EXERCISES = [exercise for lab in labs() for exercise in lab.exercises]
TEXT_CONTRAST = 4.5  # WCAG 2.2, success criterion 1.4.3
WORD = re.compile(r"[\w',.]*\w")


def luminance(colour: str) -> float:
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


class Read(HTMLParser):
    """The words of a page, and its tables as rows of cells."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text, self.rows = "", []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        if tag == "tr":
            self.rows.append([])
        if tag == "td":
            self.rows[-1].append("")

    def handle_data(self, data):
        self.text += f" {data}"
        if self.rows and self.rows[-1]:
            self.rows[-1][-1] += data.strip()

    @property
    def words(self):
        return set(WORD.findall(self.text))


def solved(number):
    """The reference solution of an exercise, as a learner's function."""
    exercise = exercise_called(number)
    names = {}
    exec(compile(exercise.solution, "solution", "exec"), names)
    return names[exercise.facts.answer]


@pytest.fixture
def said(monkeypatch):
    """Everything that predictions and questions show."""
    shown = []
    for module in (predictions, recall_and_quiz):
        monkeypatch.setattr(module, "show", shown.append)
    return shown


@pytest.fixture
def cards(said):
    """One card of each kind, by name."""
    predict("02.missing")
    predict("02.missing", 0)
    compare("02.missing", 1_124)
    predict("03.waves", "A")
    compare("03.waves", "a")
    compare("04.calls", 3)
    recall("02", "b", ..., "z")
    quiz("02", "a")
    names = (
        "not predicted",
        "predicted",
        "wrong guess",
        "choice",
        "right guess",
        "no guess",
        "recall",
        "count",
    )
    kinds = dict(zip(names, said, strict=True))
    kinds["passed"] = check("02.1", solved("02.1"))
    kinds["wrong"] = check("02.1", lambda events, answer: [])
    kinds["raised"] = check("02.1", lambda events, answer: events[len(events)])
    kinds["open"] = check("02.1", ...)
    return kinds | {"hint": hint("02.1"), "solution": solution("02.1"), "summary": summary("02")}


SAME_WORDS = ("passed", "wrong", "raised", "open", "hint", "solution", "summary", "not predicted", "count")


def test_whatever_a_card_says_as_text_it_also_says_as_html(cards):
    for name in SAME_WORDS:
        assert set(WORD.findall(str(cards[name]))) <= Read(cards[name]._repr_html_()).words, name


def test_a_wrong_prediction_stands_above_what_happened_and_what_it_shows(cards):
    says = predictions.prediction_called("02.missing").says["0"]
    expected = "✗ 02.missing: not as you predicted You predicted: 0 It is: 1,124 What that shows: "
    assert Read(cards["wrong guess"]._repr_html_()).text.split() == (expected + says).split()


def test_a_sanitizer_shows_no_tag_of_a_card_but_the_one_that_html_itself_puts_into_tables(cards):
    for card in cards.values():
        clean = clean_html(card._repr_html_())
        assert (
            Read(clean.replace("&lt;tbody&gt;", "").replace("&lt;/tbody&gt;", "")).words
            == Read(card._repr_html_()).words
        )
        assert "style=" not in clean  # so whatever a reader needs has to be there without it


def test_words_in_backticks_are_code_in_a_card_and_keep_them_as_text():
    said = message("10.1.passed", trials=3, entries=9, taken=8, returned=1)
    passed = Verdict("10.1", Outcome.PASSED, said)
    assert " in <code>split</code>, and no new loop." in passed._repr_html_()
    assert " in `split`, and no new loop." in " ".join(str(passed).split())
    assert "`" not in passed._repr_html_()


def test_an_outcome_is_told_by_a_symbol_and_by_words(cards):
    heads = {
        name: Read(card._repr_html_()).text.strip().partition("\n")[0].strip() for name, card in cards.items()
    }
    assert heads["passed"] == "✓ 02.1-read-the-response: passed"
    assert heads["wrong"] == "✗ 02.1-read-the-response: not yet"
    assert heads["raised"] == "! 02.1-read-the-response: raised an error"
    assert heads["open"] == "○ 02.1-read-the-response: not attempted yet"
    assert heads["right guess"] == "✓ 03.waves: as you predicted"
    assert heads["no guess"] == "○ 04.calls: you made no prediction"
    assert heads["recall"] == "Recall 02: 1 of 3 right"


def test_each_answer_to_a_question_has_its_row(cards):
    rows = Read(cards["recall"]._repr_html_()).rows
    assert rows[0] == ["Question", "Your answer", "Why"]
    assert [row[1].partition(":")[0] for row in rows[1:]] == ["✓ b, right", "○ no answer yet", "○ 'z'"]


@pytest.mark.parametrize("tone", Tone)
def test_the_letters_of_a_head_stand_out_from_its_ground(tone):
    assert (luminance(HEAD_INK) + 0.05) / (luminance(tone.ground) + 0.05) >= TEXT_CONTRAST


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.number)
def test_the_trials_of_each_exercise_make_a_table(exercise):
    grader = grader_of(exercise.folder / "grader.py").__self__
    table = TrialTable(grader.columns, grader.row)
    (columns,) = table.cells
    assert len(columns) == texts()[grader.row]["text"].count("{")
    assert all(columns)
    table.told("check.not-run", trial="the second")
    assert table.cells[1] == ("the second", "not run: the trial before it broke off")


def test_a_card_without_a_table_shows_what_was_tried_as_it_is():
    message = check("02.1", ...).message
    verdict = Verdict("09.1-x", Outcome.WRONG, message, ("a  1", "b  2"))
    assert Read(verdict._repr_html_()).text.count("a  1\nb  2") == 1


def test_paragraphs_that_begin_with_a_name_stand_beside_it_and_others_as_they_are():
    card = Card("Title", ("Passed: 1 of 2.", "No more to say. Really: none."), code="x = '<b>'")
    assert str(card) == "Title\n\n  x = '<b>'\n\nPassed: 1 of 2.\nNo more to say. Really: none."
    html = card._repr_html_()
    assert re.search(r"<strong [^>]*>Passed:</strong>", html)
    assert not re.search(r"<strong [^>]*>No more", html)
    assert "x = '&lt;b&gt;'" in html
