"""The notebooks of this course: made of their sources everywhere, and at work with other parameters."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import papermill
import pytest

from lablib.notebooks.build import find_labs
from lablib.workspace import repo_root

ROOT = repo_root()
LABS = [folder.name for folder in find_labs(ROOT)]
OTHER_PARAMETERS = [{"seed": 11, "shards": 3, "load": 30}, {"seed": 5, "shards": 6, "load": 80}]


@pytest.mark.parametrize(("hash_seed", "zone"), [("0", "UTC"), ("4242", "Asia/Kolkata")])
def test_labs_and_solutions_are_what_their_sources_make(hash_seed, zone):
    environment = os.environ | {"PYTHONHASHSEED": hash_seed, "TZ": zone}
    command = [Path(sys.executable).with_name("lablib"), "build", "--check"]
    run = subprocess.run(command, check=False, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.filterwarnings("ignore:.*:Warning:papermill", "ignore::DeprecationWarning")
@pytest.mark.parametrize("parameters", OTHER_PARAMETERS, ids=lambda parameters: f"seed-{parameters['seed']}")
@pytest.mark.parametrize("part", ["labs", "solutions"])
@pytest.mark.parametrize("lab", LABS)
def test_a_notebook_runs_with_other_parameters(lab, part, parameters, tmp_path: Path):
    executed = papermill.execute_notebook(
        ROOT / part / f"{lab}.ipynb", tmp_path / "run.ipynb", parameters, cwd=tmp_path, progress_bar=False
    )
    assert [cell for cell in executed.cells if "injected-parameters" in cell.metadata.get("tags", [])]
