"""Predictions are compared, recall and quiz explained, whatever is typed; nothing is refused, all is kept."""

import sys
from math import inf

import pytest

from lablib import compare, predict, quiz, recall, summary
from lablib.teaching.checks import predictions, progress, recall_and_quiz
from lablib.teaching.checks.leak import leak_lines
from lablib.teaching.course import Choice, Lab, Prediction, Questions
from lablib.teaching.course.labs import Facts

ASKED = Questions(
    recall=[
        Choice("Which?", {"a": "this", "b": "that"}, "b", {"a": "It was reported.", "b": "It was not."}),
        Choice("And?", {"a": "yes", "b": "no"}, "a", {"a": "Yes, as.", "b": "No, as."}),
    ],
    quiz=[Choice("Well?", {"a": "one", "b": "two"}, "a", {"a": "One.", "b": "Two."})],
    predict={
        "lost": Prediction(
            "How many?",
            "number",
            [100],
            {"0": "0 follows from trust.", "low": "There is more.", "high": "Not so many."},
            close=0.1,
            most=9_000,
        ),
        "free": Prediction("How much?", "number", [1], {}),
        "fate": Prediction(
            "What?",
            "choice",
            ["a"],
            {"b": "b is the myth.", "other": "Neither."},
            {"a": "x", "b": "y", "c": "z"},
        ),
        "bare": Prediction("What?", "choice", ["a"], {}, {"a": "x", "b": "y"}),
        "turn": Prediction(
            "In which order?",
            "order",
            ["a", "b", "c"],
            {"cba": "Upside down.", "other": "Look again."},
            {"a": "x", "b": "y", "c": "z"},
        ),
    },
)


@pytest.fixture(autouse=True)
def course(monkeypatch, tmp_path):
    """Two labs, of which the first asks."""
    labs = tuple(
        Lab(tmp_path / name, Facts(title, 20, "do it", "a part"), (), asked)
        for name, title, asked in [("05_first", "first", ASKED), ("06_second", "second", Questions())]
    )
    for module in (predictions, recall_and_quiz, sys.modules[summary.__module__]):
        monkeypatch.setattr(module, "labs", lambda: labs)


def unwrapped(text):
    """The lines before they were fitted to a page: one that goes on is indented."""
    return text.replace("\n  ", " ").splitlines()


def said(capsys, say, *args):
    """What it prints, a paragraph an item: a line that continues one is indented."""
    say(*args)
    return capsys.readouterr().out.replace("\n  ", " ").splitlines()


@pytest.mark.parametrize(
    ("id_", "value", "actual", "lines"),
    [
        ("05.lost", [100], [100], ["05.lost: you predicted 100, and it is 100."]),
        ("05.lost", [0], [100], ["05.lost: you predicted 0; it is 100.", "0 follows from trust."]),
        ("05.lost", [1_000.5], [1_200], ["05.lost: you predicted 1,000.5; it is 1,200.", "There is more."]),
        ("05.lost", [9_000], [100], ["05.lost: you predicted 9,000; it is 100.", "Not so many."]),
        ("05.fate", ["a"], ["a"], ["05.fate: you predicted a (x), and it is a (x)."]),
        ("05.fate", ["b"], ["a"], ["05.fate: you predicted b (y); it is a (x).", "b is the myth."]),
        ("05.fate", ["a"], ["b"], ["05.fate: you predicted a (x); it is b (y).", "Neither."]),
        ("05.bare", ["a"], ["b"], ["05.bare: you predicted a (x); it is b (y)."]),
        ("05.fate", ["c"], ["a"], ["05.fate: you predicted c (z); it is a (x).", "Neither."]),
        (
            "05.turn",
            ["c", "b", "a"],
            ["a", "b", "c"],
            ["05.turn: you predicted c, b, a; it is a, b, c.", "Upside down."],
        ),
        (
            "05.turn",
            ["b", "a", "c"],
            ["a", "b", "c"],
            ["05.turn: you predicted b, a, c; it is a, b, c.", "Look again."],
        ),
    ],
)
def test_a_prediction_stands_beside_what_happened_and_a_wrong_one_is_explained(
    capsys, id_, value, actual, lines
):
    predict(id_, *value)
    capsys.readouterr()
    shown = [line.partition(" A wrong prediction")[0] for line in said(capsys, compare, id_, *actual)]
    assert shown == lines
    assert progress.load(None).predictions[id_].right is ("; it is" not in lines[0])


@pytest.mark.parametrize(
    ("value", "actual", "range_"),
    [(95, 100, "90 to 110"), (12, 13, "12 to 14"), (12.5, 13, "11.7 to 14.3"), (7, 7.5, "6.75 to 8.25")],
)
def test_a_number_that_is_near_enough_is_told_with_what_counts(capsys, value, actual, range_):
    predict("05.lost", value)
    capsys.readouterr()
    assert said(capsys, compare, "05.lost", actual) == [
        f"05.lost: you predicted {value}; it is {actual}. That is close enough.",
        f"Up to 10% off counts as right, which is {range_}.",
    ]
    assert progress.load(None).predictions["05.lost"].right


@pytest.mark.parametrize("nothing", [(), (...,), (None,), ("a", ..., "b")])
@pytest.mark.parametrize(
    ("id_", "example"),
    [("05.lost", "100"), ("05.fate", '"b"'), ("05.turn", '"b", "a"')],
    ids=["number", "choice", "order"],
)
def test_no_prediction_is_accepted_said_and_takes_an_older_one_back(capsys, id_, example, nothing):
    predict("05.lost", 1)
    predict("05.fate", "a")
    predict("05.turn", "a", "b", "c")
    capsys.readouterr()
    (asked,) = said(capsys, predict, id_, *nothing)
    assert asked.startswith(f"No prediction for {id_} yet.")
    assert asked.endswith(f"as in predict('{id_}', {example}), and run the cell again.")
    shown = {"05.lost": (5,), "05.fate": ("a",), "05.turn": ("a", "b", "c")}[id_]
    assert said(capsys, compare, id_, *shown)[0].endswith("You didn't make a prediction.")


@pytest.mark.parametrize(
    ("id_", "actual", "line"),
    [
        ("05.lost", [], "given nothing, and takes the one number that the run has shown"),
        ("05.lost", ["x"], "given 'x', and takes the one number"),
        ("05.lost", [...], "given Ellipsis, and takes the one number"),
        ("05.fate", ["z"], "given 'z', and takes one letter of the question's options"),
        ("05.turn", ["a", "b"], "given 'a', 'b', and takes all letters of the question"),
    ],
)
def test_what_no_run_can_have_shown_is_refused(id_, actual, line):
    with pytest.raises(ValueError, match=line):
        compare(id_, *actual)


@pytest.mark.parametrize(
    ("id_", "value", "line"),
    [
        (
            "05.lost",
            ["many"],
            "05.lost asks for one number, without a unit; you gave 'many'. Nothing was kept.",
        ),
        ("05.lost", ["5"], "05.lost asks for one number, without a unit; you gave '5'. Nothing was kept."),
        ("05.lost", [True], "05.lost asks for one number, without a unit; you gave True. Nothing was kept."),
        ("05.lost", [1, 2], "05.lost asks for one number, without a unit; you gave 1, 2. Nothing was kept."),
        ("05.lost", [9_001], "05.lost asks for a number from 0 to 9,000; you gave 9001. Nothing was kept."),
        ("05.lost", [-1], "05.lost asks for a number from 0 to 9,000; you gave -1. Nothing was kept."),
        ("05.lost", [inf], "05.lost asks for one number, without a unit; you gave inf. Nothing was kept."),
        ("05.free", [-0.5], "05.free asks for a number from 0 on; you gave -0.5. Nothing was kept."),
        ("05.fate", ["d"], "05.fate asks for one letter of a, b, c; you gave 'd'. Nothing was kept."),
        ("05.fate", [["a"]], "05.fate asks for one letter of a, b, c; you gave ['a']. Nothing was kept."),
        (
            "05.turn",
            ["a", 2],
            "05.turn asks for the letters a, b, c, each once; you gave 'a', 2. Nothing was kept.",
        ),
    ],
)
def test_what_a_question_does_not_take_is_told_and_not_kept(capsys, id_, value, line):
    told = " ".join(said(capsys, predict, id_, *value))
    assert told.startswith(line)
    assert progress.load(None).predictions == {}


@pytest.mark.parametrize(
    ("id_", "value", "remedy"),
    [
        ("05.lost", "5 %", "Write it as in predict('05.lost', 100)."),
        ("05.fate", "d", "Write it as in predict('05.fate', \"b\")."),
        ("05.turn", "abc", 'Write them as in predict(\'05.turn\', "b", "a"), all of them.'),
    ],
)
def test_it_is_told_how_to_write_an_answer(capsys, id_, value, remedy):
    assert " ".join(said(capsys, predict, id_, value)).endswith(remedy)


def test_a_prediction_that_no_lab_has_is_told_with_those_there_are():
    with pytest.raises(
        ValueError, match=r"no prediction '05.gone'; there are: 05.bare, 05.fate, 05.free, 05.lost, 05.turn"
    ):
        predict("05.gone", 1)


def test_every_answer_has_its_explanation(capsys):
    assert said(capsys, recall, "05", "a", "a") == [
        "1. a isn't right. It was reported.",
        "2. a is right. Yes, as.",
    ]
    assert said(capsys, quiz, "05", "b") == ["1. b isn't right. Two."]
    assert progress.load(None).questions == {"05.recall": ["a", "a"], "05.quiz": ["b"]}


def test_open_and_unknown_answers_are_told_and_refuse_nothing(capsys):
    assert said(capsys, recall, "05", ..., "z") == [
        "1. No answer yet.",
        "2. There is no answer 'z': it is one of a, b.",
    ]
    assert said(capsys, recall, "05", ["a"], 1) == [
        "1. There is no answer ['a']: it is one of a, b.",
        "2. There is no answer 1: it is one of a, b.",
    ]
    assert progress.load(None).questions == {"05.recall": [None, None]}


def test_too_few_answers_are_told_and_keep_what_there_was(capsys):
    recall("05", "b", "a")
    capsys.readouterr()
    assert said(capsys, recall, "05", "b") == [
        (
            "recall('05', ...) takes 2 answers, one per question, and you gave 1. "
            "Put ... for a question that you leave open."
        )
    ]
    assert progress.load(None).questions["05.recall"] == ["b", "a"]


def test_a_lab_that_does_not_exist_is_told_with_those_that_do():
    for ask in (recall, quiz, summary):
        with pytest.raises(ValueError, match=r"there is no lab '07'; there are: 05, 06"):
            ask("07")


def test_the_summary_counts_what_was_done_and_lists_what_was_skipped(capsys):
    predict("05.lost", 100)
    compare("05.lost", 100)
    recall("05", "a", ...)
    skipped = ("05.free", "05.fate", "05.bare", "05.turn")
    assert summary("05").paragraphs == (
        "Exercises passed: 0 of 0.",
        "Predictions made: 1 of 5, of which right: 1.",
        f"Skipped predictions: {', '.join(skipped)}. It is never too late to guess before you look.",
        "Questions answered: 1 of 3.",
        *leak_lines(predictions.labs()[0]),
        "Next: 06 · second.",
    )
    assert summary("06").paragraphs[-1] == "This is the last lab so far."
