"""labs/ and solutions/ are what course/ makes, whatever the machine's hash seed and time zone."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from lablib.teaching.course import repo_root
from lablib.teaching.notebooks.build import find_labs
from lablib.teaching.notebooks.compare import difference
from lablib.teaching.notebooks.lesson import read_lesson
from lablib.teaching.notebooks.normalise import as_text, normalise
from lablib.teaching.notebooks.placeholders import fill

ROOT = repo_root()


@pytest.mark.nightly  # make test compares the run by nbval, which has another hash seed and time zone
@pytest.mark.parametrize("lab", [folder.name for folder in find_labs(ROOT)])
def test_a_lab_and_its_solution_are_what_the_source_makes(lab):
    check("build", "--check", lab, PYTHONHASHSEED="0", TZ="UTC")


@pytest.mark.parametrize("folder", find_labs(ROOT), ids=lambda folder: folder.name)
def test_a_lab_as_delivered_is_what_the_source_makes(folder):
    made = as_text(normalise(fill(read_lesson(folder), folder, "starter"), folder.name))
    stored = (ROOT / "labs" / f"{folder.name}.ipynb").read_bytes().decode()
    assert difference(stored, made) is None


def test_every_notebook_has_a_source():
    labs = {folder.name for folder in find_labs(ROOT)}
    for part in ("labs", "solutions"):
        assert {file.stem for file in (ROOT / part).glob("*.ipynb")} == labs


def check(*arguments: str, **environment: str) -> None:
    command = [Path(sys.executable).with_name("lablib"), *arguments]
    run = subprocess.run(
        command, check=False, cwd=ROOT, env=os.environ | environment, capture_output=True, text=True
    )
    assert run.returncode == 0, run.stdout + run.stderr
