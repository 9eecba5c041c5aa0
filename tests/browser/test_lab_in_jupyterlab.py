"""A learner's way through an exercise in a real browser: untouched, wrong, right, and what status says."""

from __future__ import annotations

import pytest
from accessibility import OUTPUTS, violations
from playwright.sync_api import expect

from lablib.teaching.checks.message_catalogue import texts
from lablib.teaching.course import Exercise, find_exercise, labs


@pytest.mark.parametrize(
    ("number", "wrong_answer"),
    [
        ("00.1", "in_per_cent.py"),
        pytest.param("02.1", "takes_the_last_ones.py", marks=pytest.mark.nightly),
    ],
)
def test_a_wrong_attempt_gets_its_message_the_right_one_passes_and_status_knows(
    lab_page, clone, number, wrong_answer
):
    lab = next(lab for lab in labs() if lab.number == number.partition(".")[0])
    exercise = find_exercise(lab.exercises, number)
    lab_page.open(f"{lab.name}.ipynb")
    assert lab_page.run_all() == []
    lab_page.photograph("untouched", whole=True)

    wrong, message = answer_and_message(exercise, wrong_answer)
    shown = attempt(lab_page, exercise, wrong)
    expect(shown).to_contain_text(texts()[message]["look"])
    lab_page.photograph("wrong")

    shown = attempt(lab_page, exercise, exercise.solution)
    expect(shown).to_contain_text(f"{exercise.id}: passed")
    assert violations(lab_page.page, OUTPUTS) == []
    lab_page.photograph("passed")

    lab_page.save()
    row = next(line for line in clone.lablib("status").splitlines() if line.startswith(lab.number))
    assert f"changed 1 of {len(lab.exercises)}" in " ".join(row.split())


def answer_and_message(exercise: Exercise, wrong: str) -> tuple[str, str]:
    """The code of the wrong answer, below the line that names its message, and that message's id."""
    head, _, code = (exercise.folder / "wrong" / wrong).read_text("utf-8").partition("\n")
    return code.strip(), head.partition(" -> ")[2]


def attempt(lab_page, exercise, code):
    """Type an answer, run it and its check; return what the check shows."""
    lab_page.type(f"def {exercise.facts.answer}(", code)
    return lab_page.run(f'check("{exercise.number}"')
