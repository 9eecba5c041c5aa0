"""`lablib build` and `lablib run` as an author types them."""

from __future__ import annotations

import shutil

import pytest
from rich.console import Console
from typer.testing import CliRunner

from lablib.cli import app
from lablib.cli.workspace import Workspace


@pytest.fixture
def lablib(course, monkeypatch):
    """Types a command in the tiny course; no line is wrapped."""
    monkeypatch.setattr(app, "course_here", lambda: course.root)
    monkeypatch.setattr(app, "console", Console(highlight=False, width=200))

    def run(*arguments):
        result = CliRunner().invoke(app.app, list(arguments))
        return result.exit_code, result.output

    return run


def test_build_says_what_became_of_each_notebook_and_check_shows_the_difference(course, lablib):
    code, output = lablib("build")
    assert code == 0
    assert output.strip() == "labs/02_small.ipynb: written\nsolutions/02_small.ipynb: written"

    course.edit('"lost"', '"gone"')
    code, output = lablib("build", "--check")
    assert code == 1
    assert "labs/02_small.ipynb: different\ncell 4, 'count', differs:" in output
    assert output.endswith("differ from course/. Build them again: lablib build\n")


def test_build_tells_an_authors_mistake_as_text(course, lablib):
    course.edit('name="count"', "")
    code, output = lablib("build")
    assert code == 1
    assert "lablib: 02_small: its source breaks the rules of the course\n" in output


def with_check(course, right="seed + 1", else_="NOT_ATTEMPTED"):
    course.check(right, else_)
    course.build()


def test_build_and_lint_without_the_authors_tools_say_how_to_get_them(lablib, monkeypatch):
    monkeypatch.setattr("lablib.teaching.notebooks.lesson.find_spec", lambda name: None)
    for command in ("build", "lint"):
        exit_code, output = lablib(command)
        assert exit_code == 1
        assert "Remedy: pip install -r requirements-dev.txt" in output


@pytest.mark.nightly  # make test asks the same of the real ones, run by nbval
def test_the_perfect_learner_passes_every_exercise_and_it_is_said_which(course, lablib):
    with_check(course)
    code, output = lablib("run", "2", "--as", "perfect")
    assert code == 0
    assert output == (
        "02_small: every cell ran; exercises passed 1 of 1 (02.1), predictions made 0 of 0, "
        "questions answered 0 of 0\n"
    )


@pytest.mark.nightly  # make test asks the same of the real ones
def test_a_solution_that_does_not_pass_is_an_error_with_its_message(course, lablib):
    with_check(course, right="seed + 2", else_="WRONG")
    code, output = lablib("run", "--as", "perfect")
    assert code == 1
    assert output.splitlines()[-1] == "02_small: 02.1 did not pass: its last message is 02.1.off-by-one"


def test_an_exercise_that_no_cell_checks_is_an_error(course, lablib):
    course.build()
    code, output = lablib("run", "--as", "perfect")
    assert code == 1
    assert output.endswith("02.1 did not pass: it was not attempted, or no cell checks it\n")


@pytest.mark.nightly  # make test asks the same of the real ones
def test_the_untouched_labs_pass_nothing_or_that_is_an_error(course, lablib):
    with_check(course)
    code, output = lablib("run")
    assert (code, output.partition(", pred")[0]) == (0, "02_small: every cell ran; exercises passed 0 of 1")

    with_check(course, right="None")  # which the starter returns
    code, output = lablib("run")
    assert code == 1
    assert output.endswith("02_small: 02.1 passed, and nobody solved it\n")


@pytest.mark.nightly
def test_my_own_copies_run_without_a_word_in_my_progress_and_may_be_open(course, lablib):
    with_check(course)
    Workspace(course.root).fill()
    code, output = lablib("run", "--as", "me")
    assert (code, output.partition(", pred")[0]) == (0, "02_small: every cell ran; exercises passed 0 of 1")
    shutil.copy(course.root / "solutions/02_small.ipynb", course.root / "work")
    assert "passed 1 of 1 (02.1)" in lablib("run", "--as", "me")[1]
    assert not (course.root / "work/progress.json").exists()


def test_the_cell_that_fails_is_named_and_the_run_fails(course, lablib):
    course.edit("mend(seed)\n", "mend(seed) + 1\n")  # the starter returns None
    course.build()
    code, output = lablib("run")
    assert code == 1
    assert "02_small: cell 'use' failed, none after it ran: TypeError" in output


@pytest.mark.parametrize(
    ("player", "folder", "remedy"),
    [("me", "work", "lablib start"), ("perfect", "solutions", "lablib build")],
)
def test_run_without_a_notebook_says_what_makes_it(course, lablib, player, folder, remedy):
    course.build()
    shutil.rmtree(course.root / "solutions")
    notebook = course.root / folder / "02_small.ipynb"
    assert lablib("run", "--as", player) == (1, f"There is no {notebook}. This makes it: {remedy}\n")
