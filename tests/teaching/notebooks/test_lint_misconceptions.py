"""What wrong answers and wrong options are written from is in the course's table, and all of that is met."""

from __future__ import annotations

import pytest
from example_lab import EXERCISE, QUESTIONS

from lablib.teaching.course import repo_root
from lablib.teaching.notebooks.lint.misconceptions import lint_misconceptions

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
            f"questions.toml, recall 3b: {NO_SUCH} 'xyz': correct the id, or add it there",
        ),
        (
            QUESTIONS,
            'misconceptions.b = "the-last-records-fail"',
            'misconceptions.a = "the-last-records-fail"',
            "misconceptions names a: give ids for wrong options only",
        ),
        (
            QUESTIONS,
            'misconceptions.b = "the-last-records-fail"\n',
            "",
            "questions.toml, recall 3b: a wrong option names what its reader believes: add it",
        ),
        (
            QUESTIONS,
            'misconceptions.low = "call-limit-is-shard-limit"',
            'misconceptions.low = "xyz"',
            f"questions.toml, predict calls low: {NO_SUCH} 'xyz': correct the id, or add it there",
        ),
        (
            QUESTIONS,
            "[predict.calls]\n",
            '[predict.calls]\nmisconceptions.7 = "rest-needs-no-call"\n',
            "misconceptions names 7: give keys that says has, too",
        ),
        (TABLE, 'source = "cell 12 put"\n', "", "missing required field `source`"),
        (TABLE, 'met_by = "question"', 'met_by = "a quiz"', "met_by is 'a quiz'; it is exercise, question,"),
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


def test_everything_that_the_course_lists_is_met_and_has_a_source():
    assert lint_misconceptions(repo_root()) == []


BELIEF = """
[new-one]
belief = "Calls are free."
fact = "They cost."
source = "cell 12 put"
"""


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("", BELIEF, "new-one: no exercise meets it: write a wrong answer, or say in met_by what does"),
        (
            "",
            f'{BELIEF}met_by = "question"\n',
            "new-one: no question and no prediction names it: name it in one, or correct met_by",
        ),
        ("", f'{BELIEF}met_by = "nothing"\n', None),
        ("", f'{BELIEF}met_by = "lesson 12"\n', None),
        ("", f'{BELIEF}met_by = "lesson 13"\n', "new-one: met_by is 'lesson 13', and there is no such lab"),
        (
            "[one-more-is-safe]\n",
            '[one-more-is-safe]\nmet_by = "nothing"\n',
            "one-more-is-safe: met_by is 'nothing', and 12.1-calls-needed meets it: write 'exercise'",
        ),
        (
            'met_by = "question"',
            'met_by = "lesson 12"',
            "size-decides-the-shard: met_by is 'lesson 12', and lab 12, recall 1b meets it: write",
        ),
        ("cell 12 put", "cell 12 puts", "a-call-is-for-one-shard: lab 12 has no code cell 'puts': correct"),
        ("cell 12 put", "test_no_such", "a-call-is-for-one-shard: no test in tests/ has this name: write it"),
        (
            "",
            f'{BELIEF}met_by = "nothing"\n'.replace("Calls are free", "One call, too many, does no harm"),
            "new-one: its belief is that of one-more-is-safe: keep one of them",
        ),
    ],
)
def test_what_is_wrong_with_the_table_as_a_whole_is_told_by_id(example, old, new, problem):
    table = example.folder / TABLE
    text = table.read_text("utf-8")
    table.write_text(text.replace(old, new, 1) if old else text + new, "utf-8")
    problems = lint_misconceptions(example.folder.parents[1])
    assert [told.startswith(problem) for told in problems] == [True] if problem else problems == []
