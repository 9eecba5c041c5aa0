"""Every notebook is at work with other parameters than those it is stored with, as papermill runs it.

In make test each lab runs once, as delivered and with fewer gateways; in make nightly every combination runs.
"""

from __future__ import annotations

from pathlib import Path

import papermill
import pytest

from lablib.teaching.course import repo_root
from lablib.teaching.notebooks.build import find_labs

ROOT = repo_root()
FEWER, MORE = {"seed": 11, "shards": 3, "load": 30}, {"seed": 5, "shards": 6, "load": 80}


def combinations():
    for folder in find_labs(ROOT):
        for part in ("labs", "solutions"):
            for parameters in (FEWER, MORE):
                quick = (part, parameters) == ("labs", FEWER)
                yield pytest.param(
                    folder.name,
                    part,
                    parameters,
                    id=f"{part}-{folder.name}-seed-{parameters['seed']}",
                    marks=() if quick else pytest.mark.nightly,
                )


@pytest.mark.filterwarnings("ignore::DeprecationWarning:papermill")
@pytest.mark.parametrize(("lab", "part", "parameters"), list(combinations()))
def test_a_notebook_runs_with_other_parameters(lab, part, parameters, tmp_path: Path):
    notebook = ROOT / part / f"{lab}.ipynb"
    stored = papermill.inspect_notebook(notebook)  # empty without a cell tagged parameters
    assert parameters.keys() <= stored.keys()
    assert all(stored[name]["default"] != str(value) for name, value in parameters.items())
    papermill.execute_notebook(
        notebook, tmp_path / "run.ipynb", parameters, cwd=tmp_path, progress_bar=False, kernel_name="python3"
    )
