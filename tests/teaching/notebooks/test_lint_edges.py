"""What is on the right side of a rule and what is not: figures, rounds, numbers; and the command."""

from __future__ import annotations

from itertools import pairwise

import pytest
from example_lab import LESSON, METRICS, PUTRECORDS
from nbformat.v4 import new_output
from rich.console import Console
from typer.testing import CliRunner

from lablib.cli import app
from lablib.teaching.notebooks.lint.headings import ANATOMY, may_follow
from lablib.teaching.notebooks.lint.reading_time import count_words

PNG = new_output("display_data", {"image/png": "iVBORw0"}, metadata={"image/png": {"alt": "Two bars."}})
UNDESCRIBED = new_output("display_data", {"image/png": "iVBORw0"})
NUMBERS = new_output("stream", text="3 calls\n")
WORDS = new_output("stream", text="three calls\n")
VALUE = new_output("execute_result", {"text/plain": "3"}, execution_count=1)
WITHOUT_NUMBERS = "picture: a figure without a line of numbers under it"
WITHOUT_WORDS = "picture: a figure without an alternative text"


@pytest.mark.parametrize(
    ("outputs", "told"),
    [
        ([PNG, NUMBERS], []),
        ([PNG, VALUE], []),
        ([NUMBERS], []),
        ([PNG], [WITHOUT_NUMBERS]),
        ([PNG, WORDS], [WITHOUT_NUMBERS]),
        ([NUMBERS, PNG], [WITHOUT_NUMBERS]),
        ([PNG, PNG, NUMBERS], [WITHOUT_NUMBERS]),
        ([UNDESCRIBED, NUMBERS], [WITHOUT_WORDS]),
    ],
)
def test_a_figure_has_a_line_of_numbers_under_it_and_words_for_who_cannot_see_it(example, outputs, told):
    example.shows(*outputs)
    assert [each.partition(": draw")[0] for each in example.problems()] == told


@pytest.mark.parametrize(
    ("names", "fits"),
    [
        (ANATOMY, True),
        (("Evidence", "Predict", "Run", "Explain", "Predict", "Run", "Explain", "Exercise", "Check"), True),
        (("Check", "Exercise", "Check", "Explain", "Prove"), True),
        (("Explain", "Explain"), True),
        (("Run", "Predict"), False),
        (("Exercise", "Prove"), False),
        (("Predict", "Evidence"), False),
        (("Recap and quiz", "Prove"), False),
    ],
)
def test_a_round_keeps_its_order_and_ends_when_something_is_explained_or_checked(names, fits):
    assert all(below in may_follow(above) for above, below in pairwise(names)) == fits


@pytest.mark.parametrize(
    ("names", "fits"),
    [
        ((None, "Where we are", "Objective", "Evidence", "Explain", "Recall", "Exercise", "Check"), True),
        (("Explain", "Recall", "Prove"), True),
        (("Explain", "Exercise", "Check", "Prove"), True),
        ((None, "Recall"), False),
        (("Check", "Recall"), False),
        (("Objective", "Recall"), False),
    ],
)
def test_the_first_lab_asks_what_learners_bring_along_once_it_has_explained_something(names, fits):
    assert all(below in may_follow(above, is_first=True) for above, below in pairwise(names)) == fits


@pytest.mark.parametrize(
    "prose",
    [
        "A shard takes a thousand records.",
        "Lab 03 takes the stream up, and 02.1 its shards.",
        "The shards answered with HTTP 200.",
        "The stream of `4 shards`.",
        "4 gateways.\n#\n# Their stream has shards.",
        "1. The shard\n# 2. The stream",
    ],
)
def test_what_states_no_number_of_aws_needs_no_source(example, prose):
    example.edit(LESSON, "# One flush", f"# {prose}\n#\n# One flush")
    assert example.problems() == []


def test_fenced_code_is_no_prose(example):
    example.edit(LESSON, "# One flush", "# ```\n# # 4 shards, see http://example.com\n# ```\n# One flush")
    assert example.problems() == []


def test_fenced_code_is_read_as_code_is(example):
    example.edit(LESSON, "# One flush", "# ```\n" + "# records\n" * 300 + "# ```\n# One flush")
    assert [each.partition("(")[2].partition(")")[0] for each in example.problems()] == [
        "prose 1, code 11, questions 2, exercises 3"
    ]


def test_addresses_and_tags_are_no_words():
    assert count_words(f"Read {PUTRECORDS}, <b>then</b> `send | wait` | again.") == 6


@pytest.mark.parametrize(
    ("heading", "told"),
    [("Evidence", ["lab.toml"]), ("Explain", ["lab.toml"]), ("Exercise", []), ("Check", [])],
)
def test_what_stands_under_exercise_and_check_is_read_in_the_minutes_of_the_exercise(example, heading, told):
    long = "# " + "many words " * 1_000
    example.edit(LESSON, f"# ## {heading}\n", f"# ## {heading}\n#\n{long}\n# %% [markdown]\n")
    assert [each.partition(":")[0] for each in example.problems()] == told


def test_the_command_tells_the_problems_and_fails(example, monkeypatch):
    monkeypatch.setattr(app, "course_here", lambda: example.folder.parents[1])
    monkeypatch.setattr(app, "console", Console(highlight=False, width=200))
    result = CliRunner().invoke(app.app, ["lint"])
    assert (result.exit_code, result.output) == (
        0,
        "12_example: keeps every rule\nmisconceptions.toml: keeps every rule\n",
    )

    example.edit(LESSON, METRICS, "metrics")
    result = CliRunner().invoke(app.app, ["lint", "12"])
    assert result.exit_code == 1
    head, problem = result.output.splitlines()
    assert head == "12_example: its source breaks the rules of the course"
    assert problem.startswith("  - ## In production: it tells about PutRecords, and it links no page of AWS")
