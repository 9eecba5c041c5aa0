"""Every code cell of every lab can be run again: right after itself, and once more from the start cell on.

Equal means that what a cell shows is equal, to the last character and pixel. Only calls that show more each
time by design are let off: a hint, a solution, and the summary of what was asked for. A night of the game day
goes on while its cells run, so those run once, and then once more in a night that begins anew.
"""

from __future__ import annotations

import copy
import re
from pathlib import Path

import pytest

from lablib.teaching.course import repo_root
from lablib.teaching.notebooks.build import find_labs
from lablib.teaching.notebooks.execute import execute, read_notebook
from lablib.teaching.notebooks.normalise import normalise

ROOT = repo_root()
SHOWS_MORE_EACH_TIME = ("hint(", "solution(", "summary(")
OF_A_NIGHT = re.compile(r"\bgame\.|\bplayed\b")


def code_cells(lab):
    notebook = read_notebook(ROOT / "solutions" / f"{lab}.ipynb")
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def round_of(cells, name):
    """Copies with ids of their own."""
    copies = copy.deepcopy(cells)
    for cell in copies:
        cell.id = f"{cell.id}--{name}"
    return copies


def shown(cell):
    """What a learner sees, without the number of the run."""
    return [
        {key: value for key, value in output.items() if key != "execution_count"} for output in cell.outputs
    ]


@pytest.mark.nightly
@pytest.mark.parametrize("lab", [folder.name for folder in find_labs(ROOT)])
def test_a_cell_that_runs_again_shows_what_it_showed(lab, tmp_path: Path):
    cells = code_cells(lab)
    notebook = read_notebook(ROOT / "solutions" / f"{lab}.ipynb")
    twice = {cell.id for cell in cells if not OF_A_NIGHT.search(cell.source)}
    pairs = zip(cells, round_of(cells, "first"), round_of(cells, "again"), strict=True)
    notebook.cells = [
        cell for one, first, again in pairs for cell in (first, again)[: 2 if one.id in twice else 1]
    ] + round_of(cells, "from-the-start")
    seen = {cell.id: shown(cell) for cell in normalise(execute(notebook, tmp_path, lab=lab), lab).cells}
    steady = [cell.id for cell in cells if not cell.source.startswith(SHOWS_MORE_EACH_TIME)]
    first = {id_: seen[f"{id_}--first"] for id_ in steady}
    assert {id_: seen[f"{id_}--again"] for id_ in steady if id_ in twice} == {
        id_: shows for id_, shows in first.items() if id_ in twice
    }
    assert {id_: seen[f"{id_}--from-the-start"] for id_ in steady} == first
