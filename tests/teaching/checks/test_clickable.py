"""In a live kernel a choice can be clicked, which keeps what a typed letter keeps."""

from __future__ import annotations

import pytest

from lablib import predict, predicted, quiz, recall
from lablib.teaching.checks import clickable, predictions, progress, recall_and_quiz
from lablib.teaching.checks.cards import said

ASKED = recall_and_quiz.questions_of("02", "recall")


class Shown:
    """What a notebook shows: the card as it is now, and the rows of buttons."""

    def __init__(self) -> None:
        self.card = None
        self.rows = []

    def update(self, card):
        self.card = card

    def click(self, name):
        buttons = (button for row in self.rows for button in row.children[1:])
        next(button for button in buttons if button.description == name).click()

    @property
    def marked(self):
        return [button.description for row in self.rows for button in row.children[1:] if button.icon]


@pytest.fixture
def shown(monkeypatch):
    """A notebook with somebody before it."""
    page = Shown()
    for module in (predictions, recall_and_quiz):
        monkeypatch.setattr(module, "somebody_watches", lambda: True)
        show_buttons = module.show_clickable
        monkeypatch.setattr(
            module,
            "show_clickable",
            lambda *args, show_buttons=show_buttons: setattr(page, "rows", show_buttons(*args).children),
        )
    monkeypatch.setattr(clickable, "show", lambda card, is_updated: page.update(card) or page)
    monkeypatch.setattr("IPython.display.display", lambda data, **how: None)
    return page


def test_a_click_answers_one_question_and_leaves_the_others(shown):
    recall("02", ..., "C", ...)
    assert shown.marked == ["2c"]
    shown.click("1b")
    assert progress.load(None).questions["02.recall"] == ["b", "c", None]
    assert str(shown.card).startswith(f"1. b is {'right' if ASKED[0].right == 'b' else 'not right'}.")
    assert shown.marked == ["1b", "2c"]


def test_who_runs_the_cell_again_without_letters_keeps_what_was_clicked_and_letters_win(shown):
    recall("02", ..., ..., ...)
    shown.click("1b")
    shown.click("1a")
    recall("02", ..., "c", ...)
    assert progress.load(None).questions["02.recall"] == ["a", "c", None]
    recall("02", "b", ..., ...)
    assert progress.load(None).questions["02.recall"] == ["b", "c", None]


def test_a_prediction_that_is_a_choice_is_clicked(shown):
    predict("03.waves", ...)
    assert predicted("03.waves") is None
    shown.click("b")
    assert predicted("03.waves") == "b"
    assert "Prediction 03.waves: b." in str(shown.card)
    predict("03.waves", ...)
    assert (predicted("03.waves"), shown.marked) == ("b", ["b"])
    predict("03.waves", "A")
    assert (predicted("03.waves"), shown.marked) == ("a", ["a"])


def test_a_number_is_typed(shown, capsys):
    predict("02.missing", 5)
    assert shown.rows == []
    assert "Prediction 02.missing: 5." in capsys.readouterr().out


def test_a_button_says_the_option_it_stands_for(shown):
    quiz("02", *[...] * len(recall_and_quiz.questions_of("02", "quiz")))
    (first, *_) = shown.rows
    options = recall_and_quiz.questions_of("02", "quiz")[0].options
    assert [button.tooltip for button in first.children[1:]] == list(options.values())
    assert [button.description for button in first.children[1:]] == [f"1{letter}" for letter in options]


def test_a_card_that_is_updated_has_a_handle(monkeypatch):
    monkeypatch.setattr(said, "shell", object)
    monkeypatch.setattr("IPython.display.display", lambda card, **how: how)
    assert said.show(said.Said("text", "html"), is_updated=True) == {"display_id": True}
    assert said.show(said.Said("text", "html")) == {}


def test_a_question_that_is_asked_again_can_be_clicked(shown):
    wrong = next(letter for letter in ASKED[0].options if letter != ASKED[0].right)
    recall("02", wrong, ..., ...)
    recall("03", ..., ..., ...)
    assert len(shown.rows) == len(recall_and_quiz.questions_of("03", "recall")) + 1
    shown.click(f"4{ASKED[0].right}")
    assert progress.load(None).missed["02.recall.1"].overcome
    recall("03", ..., ..., ...)
    assert shown.marked == [f"4{ASKED[0].right}"]
