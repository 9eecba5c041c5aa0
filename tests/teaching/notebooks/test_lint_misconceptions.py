"""What wrong answers and wrong options are written from is in the course's table."""

from __future__ import annotations

import pytest
from example_lab import EXERCISE, QUESTIONS

TABLE = "../misconceptions.toml"
NO_SUCH = "course/misconceptions.toml has no misconception"


@pytest.mark.parametrize(
    ("file", "old", "new", "problem"),
    [
        (
            TABLE,
            "[rest-needs-no-call]",
            "[rest-needs-one-call]",
            f"{EXERCISE}: {NO_SUCH} 'rest-needs-no-call'; near it: rest-needs-one-call, ",
        ),
        (
            QUESTIONS,
            'b = "the-last-records-fail"',
            'b = "xyz"',
            f"questions.toml, recall 3b: {NO_SUCH} 'xyz': correct the id, or add the misconception",
        ),
        (
            QUESTIONS,
            'misconceptions.b = "the-last-records-fail"',
            'misconceptions.a = "the-last-records-fail"',
            "misconceptions names a: an id for each wrong option, no other",
        ),
        (
            TABLE,
            'source = "cell 12 put"',
            'source = "lab 12"',
            "source is 'lab 12'; it is one https link, a cell of a lab (cell 04 remedies) or a test",
        ),
    ],
)
def test_a_misconception_that_is_not_there_is_told_with_its_place_and_remedy(
    example, file, old, new, problem
):
    example.edit(file, old, new)
    assert sum(problem in each for each in example.problems()) == 1, example.problems()


def test_a_course_without_the_table_is_told_to_write_it(example):
    (example.folder / TABLE).unlink()
    (problem,) = example.problems()
    assert problem.endswith("misconceptions.toml: write it (docs/writing-a-lab.md)")
