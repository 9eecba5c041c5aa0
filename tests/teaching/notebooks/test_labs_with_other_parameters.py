"""Every notebook is at work with other parameters than those it is stored with, as papermill runs it.

In make test each lab runs once, as delivered and with the fewest gateways and shards, and passes no exercise;
in make nightly solutions and labs run with two more sets.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import papermill
import pytest

from lablib.teaching.checks import progress
from lablib.teaching.checks.summary import done
from lablib.teaching.course import read_lab, repo_root
from lablib.teaching.kernels.provisioner import use_warm_kernels
from lablib.teaching.notebooks.build import find_labs
from lablib.teaching.notebooks.run_modes import Player, faults

ROOT = repo_root()
FEWEST = {"seed": 3, "shards": 2, "load": 20}
FEWER, MORE = {"seed": 11, "shards": 3, "load": 30}, {"seed": 5, "shards": 6, "load": 80}
OF_LAB_09 = FEWER | {"shards": 2}  # it is stored with three
QUIETLY: dict[str, Any] = {
    "kernel_name": "python3",
    "progress_bar": False,
    "request_save_on_cell_execute": False,  # it checks and writes the whole file
}


def combination(lab, part, parameters, *marks):
    return pytest.param(lab, part, parameters, id=f"{part}-{lab}-seed-{parameters['seed']}", marks=marks)


def combinations():
    for folder in find_labs(ROOT):
        yield combination(folder.name, "labs", FEWEST)
        for part in ("labs", "solutions"):
            for parameters in (OF_LAB_09 if folder.name.startswith("09") else FEWER, MORE):
                yield combination(folder.name, part, parameters, pytest.mark.nightly)


@pytest.mark.filterwarnings("ignore::DeprecationWarning:papermill")
@pytest.mark.parametrize(("lab", "part", "parameters"), list(combinations()))
def test_a_notebook_runs_with_other_parameters(monkeypatch, lab, part, parameters, tmp_path: Path):
    record = tmp_path / progress.FILE
    monkeypatch.setenv(progress.VARIABLE, str(record))
    notebook = ROOT / part / f"{lab}.ipynb"
    stored = papermill.inspect_notebook(notebook)  # empty without a cell tagged parameters
    assert parameters.keys() <= stored.keys()
    assert all(stored[name]["default"] != str(value) for name, value in parameters.items())
    use_warm_kernels()
    papermill.execute_notebook(notebook, tmp_path / "run.ipynb", parameters, cwd=tmp_path, **QUIETLY)
    if part == "labs":
        assert record.is_file()
        noted = progress.load(record)
        assert faults(Player.UNTOUCHED, done(read_lab(ROOT / "course" / lab), noted), noted) == []
