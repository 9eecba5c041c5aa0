"""The runbook has the learner's own functions where their checks have passed, or says why it hasn't."""

from __future__ import annotations

import json

import pytest

import lablib
from lablib.teaching.checks import Outcome, progress

OWN = "def bill_batch(event, book):\n    return {'batchItemFailures': [], 'mine': True}"
NOTEBOOK = "08_taming_the_mapping.ipynb"
PASSED = "08.1-stop-at-the-first-failure"


@pytest.fixture
def work(tmp_path, monkeypatch):
    """A learner's copy of the course, in which one cell answers 08.1."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / progress.DELIVERED).write_text("{}")
    write(tmp_path, OWN)
    return tmp_path


def write(folder, source):
    cells = [{"cell_type": "code", "source": source.splitlines(keepends=True)}]
    (folder / NOTEBOOK).write_text(json.dumps({"cells": cells}))


def test_outside_a_copy_of_the_course_the_reference_stands_in(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    book = lablib.runbook()
    assert book.bill_batch({"Records": []}, None) == {"batchItemFailures": []}
    assert "0 of 14 functions are your own" in str(book)


def test_an_answer_that_has_passed_is_the_learners_own(work):
    progress.record_attempt(PASSED, Outcome.PASSED, "08.1.passed")
    book = lablib.runbook()
    assert book.bill_batch(None, None)["mine"]
    assert book.source("bill_batch") == OWN
    assert "1 of 14 functions are your own" in str(book)


def test_an_answer_that_has_not_passed_is_not_used(work):
    assert "mine" not in lablib.runbook().bill_batch({"Records": []}, None)


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (
            "def bill_batch(event, book, most=1 / 0): ...",
            "raises ZeroDivisionError when it runs alone",
        ),
        ("print('gone')", "No notebook in your copy of the course defines bill_batch any more"),
        ("def bill_batch(", "No notebook in your copy of the course defines bill_batch any more"),
    ],
)
def test_an_answer_that_cannot_be_used_is_told_with_the_reason(work, source, said):
    progress.record_attempt(PASSED, Outcome.PASSED, "08.1.passed")
    write(work, source)
    book = lablib.runbook()
    assert book.bill_batch({"Records": []}, None) == {"batchItemFailures": []}
    assert said in str(book)


def test_a_function_that_is_not_in_it_is_told_with_those_that_are():
    with pytest.raises(AttributeError, match="the runbook has no 'restart'; it has: offered_load"):
        lablib.runbook().restart  # noqa: B018
