"""The fast path: set-up, exercises with their checks, summary, and nothing that the lesson alone defines."""

from __future__ import annotations

import ast
import builtins
import copy

import nbformat
import pytest

from lablib.teaching.checks import progress
from lablib.teaching.checks.summary import done
from lablib.teaching.course import labs, repo_root
from lablib.teaching.notebooks.errors import LessonError
from lablib.teaching.notebooks.execute import execute, read_notebook
from lablib.teaching.notebooks.fast import fast_notebook, fast_text

ROOT = repo_root()
LABS = [pytest.param(lab, id=lab.number) for lab in labs() if lab.exercises]


def delivered(lab):
    return ROOT / "labs" / f"{lab.name}.ipynb"


def fast(lab):
    return nbformat.reads(fast_text(lab, delivered(lab)), as_version=4)


def code(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def names(cell):
    """What a cell takes from cells before it, and what it gives to those after it."""
    nodes = list(ast.walk(ast.parse(cell.source)))
    loaded = {each.id for each in nodes if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Load)}
    given = {each.id for each in nodes if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Store)}
    given |= {each.name for each in nodes if isinstance(each, ast.FunctionDef | ast.ClassDef)}
    given |= {(each.asname or each.name).partition(".")[0] for each in nodes if isinstance(each, ast.alias)}
    arguments = {each.arg for each in nodes if isinstance(each, ast.arg)}
    return loaded - given - arguments - set(dir(builtins)), given


@pytest.mark.parametrize("lab", LABS)
def test_it_has_the_set_up_each_exercise_followed_by_its_check_and_the_summary(lab):
    parameters, start, *exercises, summary = code(fast(lab))
    assert "parameters" in parameters.metadata.tags
    assert (start.id, summary.source) == ("start", f'summary("{lab.number}")')
    assert len(exercises) == 2 * len(lab.exercises)
    for one, written, checked in zip(lab.exercises, exercises[::2], exercises[1::2], strict=True):
        assert written.source == (one.folder / "starter.py").read_text().strip()
        assert f'check("{one.number}", {one.facts.answer})' in checked.source


@pytest.mark.parametrize("lab", LABS)
def test_no_cell_needs_what_another_part_of_the_lesson_defines(lab):
    known = set()
    for cell in code(fast(lab)):
        needed, given = names(cell)
        assert needed <= known | given, cell.id
        known |= given


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
    notebook = fast(lab)
    for one in lab.exercises:
        starter = (one.folder / "starter.py").read_text().strip()
        [cell] = [cell for cell in code(notebook) if cell.source == starter]
        cell.source = one.solution
    assert played(notebook, lab, tmp_path) == tuple(one.number for one in lab.exercises)
