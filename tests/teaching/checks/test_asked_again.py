"""What was missed comes back in a later lab's recall, and goes when its first answer there is right."""

import pytest

from lablib import quiz, recall
from lablib.teaching.checks import progress, recall_and_quiz
from lablib.teaching.course import Choice, Lab, Questions
from lablib.teaching.course.labs import Facts

NUMBERS = ("01", "02", "03", "04", "05")


def asks(lab, part, number):
    letters = {"a": "this", "b": "that"}
    return Choice(f"{lab} {part} {number}?", letters, "a", {"a": "Yes.", "b": "No."})


@pytest.fixture(autouse=True)
def course(monkeypatch, tmp_path):
    """Five labs with a question of recall and three of quiz; a is right everywhere."""
    labs = tuple(
        Lab(
            tmp_path / f"{lab}_lab",
            Facts(lab, 20, "do it", "a part"),
            (),
            Questions([asks(lab, "recall", 1)], [asks(lab, "quiz", n) for n in (1, 2, 3)]),
        )
        for lab in NUMBERS
    )
    monkeypatch.setattr(recall_and_quiz, "labs", lambda: labs)


def timeline(capsys, *steps):
    """What the recall of each lab asks again, step by step: (lab, the questions)."""
    seen = []
    for ask, lab, letters in steps:
        ask(lab, *letters)
        said = capsys.readouterr().out.splitlines()
        if ask is recall:
            again = [each.partition(": ")[2] for each in said if "where you missed it" in each]
            seen.append((lab, again))
    return seen


def test_a_question_that_was_missed_is_asked_once_more_in_the_next_lab_and_then_no_more(capsys):
    assert timeline(
        capsys,
        (recall, "01", "a"),
        (quiz, "01", "aba"),
        (recall, "02", "a"),
        (recall, "02", "aa"),
        (quiz, "02", "aaa"),
        (recall, "03", "a"),
    ) == [("01", []), ("02", ["01 quiz 2?"]), ("02", ["01 quiz 2?"]), ("03", [])]
    assert progress.load(None).missed == {"01.quiz.2": progress.MissedQuestion("b", overcome=True)}


def test_a_wrong_letter_counts_though_it_is_corrected_at_once(capsys):
    assert timeline(capsys, (quiz, "01", "baa"), (quiz, "01", "aaa"), (recall, "02", "a")) == [
        ("02", ["01 quiz 1?"])
    ]


def test_missed_again_it_returns_in_a_later_lab_and_not_in_the_same_though_corrected(capsys):
    assert timeline(
        capsys,
        (recall, "01", "b"),
        (recall, "02", "ab"),
        (recall, "02", "aa"),
        (recall, "03", "a"),
        (recall, "03", "aa"),
        (recall, "04", "a"),
    ) == [
        ("01", []),
        ("02", ["01 recall 1?"]),
        ("02", ["01 recall 1?"]),
        ("03", ["01 recall 1?"]),
        ("03", ["01 recall 1?"]),
        ("04", []),
    ]


def test_two_come_back_at_once_and_the_rest_waits_the_longest_missed_first(capsys):
    assert timeline(
        capsys,
        (quiz, "01", "bbb"),
        (recall, "02", "a"),
        (quiz, "02", "aab"),
        (recall, "03", "a"),
        (recall, "04", "a"),
    ) == [
        ("02", ["01 quiz 1?", "01 quiz 2?"]),
        ("03", ["01 quiz 1?", "01 quiz 3?"]),
        ("04", ["01 quiz 2?", "02 quiz 3?"]),
    ]


def test_a_lab_that_was_skipped_asks_nothing_and_an_earlier_lab_never_asks_about_a_later_one(capsys):
    assert timeline(
        capsys, (quiz, "03", "baa"), (recall, "02", "a"), (recall, "03", "a"), (recall, "05", "a")
    ) == [("02", []), ("03", []), ("05", ["03 quiz 1?"])]


def test_the_cell_of_a_finished_lab_run_again_misses_nothing_anew(capsys):
    assert timeline(
        capsys,
        (quiz, "01", "baa"),
        (recall, "02", "aa"),
        (quiz, "01", "baa"),
        (recall, "03", "a"),
    ) == [("02", ["01 quiz 1?"]), ("03", [])]


def test_a_fresh_progress_file_sees_what_stands_in_the_lab_and_nothing_else(capsys):
    recall("03", "a")
    assert capsys.readouterr().out == "1. a is right. Yes.\n"
    assert progress.load(None) == progress.Progress(questions={"03.recall": ["a"]})


def test_it_is_shown_with_its_options_and_where_the_letters_go(capsys):
    quiz("01", "b", "a", "a")
    capsys.readouterr()
    recall("02", "a")
    assert capsys.readouterr().out.replace("\n  ", " ").splitlines() == [
        "1. a is right. Yes.",
        "2. No answer yet.",
        "2. From lab 01, where you missed it: 01 quiz 1?",
        "a) this",
        "b) that",
        "To answer, put more letters at the end of recall('02', ...): the first of them is for question 2.",
    ]


def test_letters_that_stand_in_a_notebook_are_ignored_where_another_progress_asks_nothing_again(capsys):
    recall("02", "b", "a", "a")
    assert capsys.readouterr().out == "1. b isn't right. No.\n"
    assert progress.load(None).questions == {"02.recall": ["b"]}


def test_more_letters_than_that_are_told_and_nothing_is_kept(capsys):
    recall("02", "a", "a", "a", "b")
    assert "takes 1 answer, one per question" in capsys.readouterr().out
    assert progress.load(None) == progress.Progress()


def test_a_question_that_the_course_has_no_more_is_not_asked(capsys):
    progress.load(None).missed["01.quiz.9"] = progress.MissedQuestion("b")
    assert timeline(capsys, (recall, "02", "a")) == [("02", [])]


def test_a_reset_takes_back_what_was_missed_and_asked_in_that_lab():
    quiz("01", "b", "a", "a")
    recall("02", "a")
    others = progress.load(None).only(lambda id_: progress.lab_of(id_) != "01")
    assert (others.missed, list(others.again)) == ({}, ["02"])
