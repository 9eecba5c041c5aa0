"""Stop in the middle of a long cell, then that cell again: it shows what is stored.

For each lab that is the cell that takes longest, and the one that takes longest of those that aren't checks.
How long each takes is measured first, in the same run that the stored outputs are held against.
"""

from __future__ import annotations

import copy
import time
from itertools import pairwise
from pathlib import Path

import pytest
from nbformat.v4 import new_code_cell

from lablib.teaching.course import repo_root
from lablib.teaching.notebooks.build import find_labs
from lablib.teaching.notebooks.execute import execute, read_notebook
from lablib.teaching.notebooks.normalise import normalise

ROOT = repo_root()
SHOWS_MORE_EACH_TIME = ("hint(", "solution(", "summary(")
PRESS_STOP = """
import os, subprocess
_stop = subprocess.Popen(["sh", "-c", f"sleep {after_s}; kill -INT {{os.getpid()}}"])
"""
"""From outside the kernel, on real time."""


def code_cells(lab):
    notebook = read_notebook(ROOT / "solutions" / f"{lab}.ipynb")
    notebook.cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    return notebook


def outputs_of(executed, lab):
    """What a learner sees of each cell, by its id, without the number of the run."""
    return {
        cell.id: [
            {key: value for key, value in each.items() if key != "execution_count"} for each in cell.outputs
        ]
        for cell in normalise(executed, lab).cells
    }


def seconds_of(notebook, folder, lab):
    """How long each cell takes in real time, by its id."""
    ends = [time.monotonic()]
    execute(notebook, folder, lab=lab, on_cell=lambda done, of: ends.append(time.monotonic()))
    took = [end - begin for begin, end in pairwise(ends)]
    return dict(zip([cell.id for cell in notebook.cells], took, strict=True))


def longest(seconds, cells):
    """The ids of the two cells, one if they are the same."""
    steady = [cell for cell in cells[1:] if not cell.source.startswith(SHOWS_MORE_EACH_TIME)]
    others = [cell for cell in steady if not cell.source.startswith("check(")]
    return {max(some, key=lambda cell: seconds[cell.id]).id for some in (steady, others)}


def stopped_half_way(notebook, id_, after_s):
    """The notebook up to this cell, which is stopped, and then runs again."""
    at = next(place for place, cell in enumerate(notebook.cells) if cell.id == id_)
    stopped, cut = copy.deepcopy(notebook.cells[at]), copy.deepcopy(notebook)
    stopped.id = f"{id_}--stopped"
    stopped.metadata["tags"] = ["raises-exception"]
    cut.cells[at:] = [new_code_cell(PRESS_STOP.format(after_s=after_s)), stopped, cut.cells[at]]
    return cut


def stopped_and_run_again(notebook, id_, seconds, folder, lab):
    """What has run, without the cell that was stopped. On a busy machine half of the time may be too late."""
    for part in (2, 4, 8):
        executed = execute(stopped_half_way(notebook, id_, seconds / part), folder, lab=lab)
        stopped = executed.cells.pop(-2)
        if [each.ename for each in stopped.outputs if each.output_type == "error"] == ["KeyboardInterrupt"]:
            return executed
    pytest.fail(f"{id_} takes {seconds:.1f} s and was not stopped half-way: {stopped.outputs}")


@pytest.mark.nightly
@pytest.mark.parametrize("lab", [folder.name for folder in find_labs(ROOT)])
def test_a_cell_that_was_stopped_half_way_shows_what_is_stored_when_it_runs_again(lab, tmp_path: Path):
    notebook = code_cells(lab)
    stored = outputs_of(copy.deepcopy(notebook), lab)
    seconds = seconds_of(notebook, tmp_path, lab)
    for id_ in longest(seconds, notebook.cells):
        executed = stopped_and_run_again(notebook, id_, seconds[id_], tmp_path, lab)
        assert outputs_of(executed, lab)[id_] == stored[id_], id_
