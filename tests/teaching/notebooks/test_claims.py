"""A claim that says only, never, nothing, each or no metric names what would fail if it were false."""

from __future__ import annotations

import pytest
from example_lab import LESSON, MESSAGES, QUESTIONS

from lablib.teaching.course import read_lab
from lablib.teaching.notebooks.lesson import read_lesson
from lablib.teaching.notebooks.placeholders import fill

EXPLAIN = "# A call carries at most 500 records"
UNPROVEN = "name what would fail if it were false"


def explain(example, sentence: str) -> list[str]:
    example.edit(LESSON, EXPLAIN, f"# {sentence}\n#\n{EXPLAIN}")
    return example.problems()


@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        ("Only the producer knows.", "only"),
        ("It is late. A call never waits.", "never"),
        ("*Nothing is stored.* It is late.", "nothing"),
        ("The answer has an entry\n# for each record.", "each"),
        ("No metric counts them", "no metric"),
        ("* Late.\n# * There are no metrics for it.", "no metrics"),
    ],
)
def test_a_claim_without_a_proof_is_told_with_its_word(example, sentence, word):
    (problem,) = explain(example, sentence)
    assert problem.startswith("## Explain: '")
    assert f"says '{word}': {UNPROVEN}" in problem


def test_a_mark_proves_the_sentence_before_it_and_no_other(example):
    (problem,) = explain(example, "Calls never wait. {proof: cell put} They never fail. And they cost.")
    assert problem.startswith("## Explain: 'They never fail.' says")


def test_code_and_other_sections_claim_nothing(example):
    example.edit(LESSON, "# ## Prove\n", "# ## Prove\n#\n# Never mind.\n")
    assert explain(example, "The word `only` is code.") == []


def test_the_explanations_of_a_quiz_and_messages_are_claims_too_and_options_are_none(example):
    example.edit(QUESTIONS, 'a = "two"', 'a = "only two"')
    assert example.problems() == []
    example.edit(MESSAGES, 'means = "Nobody can plan with it."', 'means = "It only looks right."')
    (problem,) = example.problems()
    assert problem.startswith("exercises/calls_needed/messages.toml, 12.1.no-number means: 'It only looks")


@pytest.mark.parametrize(
    ("proof", "problem"),
    [
        ("test_that_is_missing", "no test in tests/ has this name"),
        ("cell puts", "lab 12 has no code cell 'puts'"),
        ("cell 13 put", "lab 13 has no code cell 'put'"),
        ("wrong adds_one", "a proof is test_..., cell"),
        ("the run", "a proof is test_..., cell"),
    ],
)
def test_a_proof_that_is_not_there_is_told(example, proof, problem):
    (told,) = explain(example, f"Calls never wait. {{proof: {proof}}}")
    assert told.startswith(f"## Explain: {{proof: {proof}}}: {problem}")


def test_a_test_a_cell_and_a_wrong_answer_are_proofs(example):
    test = example.folder.parents[1] / "tests/simulator/test_puts.py"
    test.parent.mkdir(parents=True)
    test.write_text("def test_a_put_waits():\n    assert True\n", "utf-8")
    example.edit(MESSAGES, "Nobody can plan with it.", "It never works. {proof: wrong adds_one}")
    sentence = "Calls never wait. {proof: test_a_put_waits} {proof: cell 12 put}"
    assert explain(example, sentence) == []


def test_a_learner_sees_no_proof(example):
    explain(example, "Calls never wait. {proof: cell put} They cost.")
    example.edit(MESSAGES, "Nobody can plan with it.", "It never works. {proof: wrong adds_one}")
    example.edit(
        QUESTIONS, 'ask = "put_records raised nothing.', 'ask = "It raised nothing. {proof: cell put}'
    )
    notebook = fill(read_lesson(example.folder), example.folder, "starter")
    shown = "\n".join(cell.source for cell in notebook.cells)
    assert "Calls never wait. They cost." in shown
    assert "{proof" not in shown
    assert "{proof" not in str(read_lab(example.folder).questions)


@pytest.mark.parametrize("broken", ["{proof:\n# cell put}", "{proof: cell\n# put}", "\n# {proof: cell put}"])
def test_a_mark_that_is_broken_over_two_lines_is_a_mark_all_the_same(example, broken):
    assert explain(example, f"Calls never wait. {broken} They cost.") == []
    notebook = fill(read_lesson(example.folder), example.folder, "starter")
    assert any("Calls never wait. They cost." in cell.source for cell in notebook.cells)


def test_a_proof_that_is_not_there_is_told_from_a_broken_mark_too(example):
    (told,) = explain(example, "Calls never wait. {proof: cell\n# puts}")
    assert told.startswith("## Explain: {proof: cell puts}: lab 12 has no code cell 'puts'")
