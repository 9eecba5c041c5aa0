"""The fast path: set-up, exercises with their checks, summary, and nothing that the lesson alone defines."""

from __future__ import annotations

import ast
import copy

import nbformat
import pytest

from lablib.teaching.checks import progress
from lablib.teaching.checks.summary import done
from lablib.teaching.course import labs, repo_root
from lablib.teaching.notebooks.errors import LessonError
from lablib.teaching.notebooks.execute import execute, read_notebook
from lablib.teaching.notebooks.fast import fast_notebook, fast_text
from lablib.teaching.notebooks.names_in_code import definitions, given, taken

ROOT = repo_root()
LABS = [pytest.param(lab, id=lab.number) for lab in labs() if lab.exercises]


def delivered(lab):
    return ROOT / "labs" / f"{lab.name}.ipynb"


def fast(lab):
    return nbformat.reads(fast_text(lab, delivered(lab)), as_version=4)


def code(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def solved(lab):
    notebook = fast(lab)
    for one in lab.exercises:
        starter = (one.folder / "starter.py").read_text().strip()
        [cell] = [cell for cell in code(notebook) if cell.source == starter]
        cell.source = one.solution
    return notebook


@pytest.mark.parametrize("lab", LABS)
def test_it_has_the_set_up_each_exercise_followed_by_its_check_and_the_summary(lab):
    parameters, start, *exercises, summary = [cell for cell in code(fast(lab)) if cell.id != "given"]
    assert "parameters" in parameters.metadata.tags
    assert (start.id, summary.source) == ("start", f'summary("{lab.number}")')
    assert len(exercises) == 2 * len(lab.exercises)
    for one, written, checked in zip(lab.exercises, exercises[::2], exercises[1::2], strict=True):
        assert written.source == (one.folder / "starter.py").read_text().strip()
        assert f'check("{one.number}", {one.facts.answer})' in checked.source


@pytest.mark.parametrize("make", [fast, solved])
@pytest.mark.parametrize("lab", LABS)
def test_no_cell_needs_what_another_part_of_the_lesson_defines(lab, make):
    known = set()
    for cell in code(make(lab)):
        tree = ast.parse(cell.source)
        assert taken(tree) <= known, cell.id
        known |= given(tree)


def test_what_an_exercise_takes_from_the_lesson_comes_along_and_no_more_of_that_cell():
    [cell] = [cell for cell in code(fast(labs()[2])) if cell.id == "given"]
    assert cell.source == (
        "# The lesson defines this, and an exercise uses it.\nlog = logging.getLogger('gateway')"
    )


@pytest.mark.parametrize("lab", LABS)
def test_its_prose_is_a_title_the_set_up_and_what_each_exercise_asks(lab):
    title, _, *asked = [cell for cell in fast(lab).cells if cell.cell_type == "markdown"]
    assert title.source.startswith(f"# {lab.number} · {lab.facts.title.capitalize()}: the fast path\n")
    assert len(asked) == len(lab.exercises)
    for cell, one in zip(asked, lab.exercises, strict=True):
        assert cell.source.startswith("## Exercise")
        assert one.facts.objective in cell.source
        assert cell.source.count("\n## ") == 0


@pytest.mark.parametrize("lab", LABS[:1])
def test_the_same_lab_makes_the_same_bytes(lab):
    assert fast_text(lab, delivered(lab)) == fast_text(lab, delivered(lab))


@pytest.mark.parametrize("lost", ["exercise-shard-of", "check-shard-of"])
def test_an_exercise_without_its_cell_or_check_is_told(lost):
    lab = labs()[1]
    notebook = copy.deepcopy(read_notebook(delivered(lab)))
    notebook.cells = [cell for cell in notebook.cells if cell.id != lost]
    with pytest.raises(
        LessonError, match=r"01\.1: no section Exercise defines shard_of, or no section Check"
    ):
        fast_notebook(lab, notebook)


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"c"}, ["a = 1", "b = a", "def c(x):\n    return b + x"]),
        ({"b"}, ["a = 1", "b = a"]),
        ({"nowhere"}, []),
        ({"os"}, []),
    ],
)
def test_a_definition_comes_with_those_that_it_takes(wanted, found):
    code = [ast.parse("import os\na = 1"), ast.parse("b = a\nx = 9\ndef c(x):\n    return b + x")]
    assert definitions(wanted, code, {"os"}) == found


def played(notebook, lab, tmp_path):
    """The exercises that pass when the notebook runs."""
    file = tmp_path / progress.FILE
    execute(notebook, tmp_path, lab=lab.name, environment={progress.VARIABLE: str(file)})
    return done(lab, progress.load(file)).passed


@pytest.mark.nightly
@pytest.mark.parametrize("lab", LABS)
def test_untouched_it_runs_without_an_error_and_passes_nothing(lab, tmp_path):
    assert played(fast(lab), lab, tmp_path) == ()


@pytest.mark.nightly
@pytest.mark.parametrize("lab", LABS)
def test_with_the_solutions_every_exercise_passes_and_counts_in_the_labs_progress(lab, tmp_path):
    assert played(solved(lab), lab, tmp_path) == tuple(one.number for one in lab.exercises)
