"""`lablib build` and `lablib run` as an author types them, and the two lines of `make test` with nbval."""

from __future__ import annotations

import subprocess
import sys

import pytest
from rich.console import Console
from typer.testing import CliRunner

from lablib import cli
from lablib.course import repo_root

PYPROJECT = repo_root() / "pyproject.toml"


@pytest.fixture
def lablib(course, monkeypatch):
    """Types a command in the tiny course; no line is wrapped."""
    monkeypatch.setattr(cli, "repo_root", lambda: course.root)
    monkeypatch.setattr(cli, "console", Console(highlight=False, width=200))

    def run(*arguments):
        result = CliRunner().invoke(cli.app, list(arguments))
        return result.exit_code, result.output

    return run


def nbval(course, *arguments):
    """Exit code and report of the gate that compares stored outputs, with this project's own settings."""
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-c",
        PYPROJECT,
        "--rootdir",
        course.root,
        "-n",
        "2",
        *arguments,
    ]
    run = subprocess.run(command, check=False, cwd=course.root, capture_output=True, text=True)
    return run.returncode, run.stdout


def test_build_says_what_became_of_each_notebook_and_check_shows_the_difference(course, lablib):
    code, output = lablib("build")
    assert code == 0
    assert output.strip() == "labs/02_small.ipynb: written\nsolutions/02_small.ipynb: written"

    course.edit('"lost"', '"gone"')
    code, output = lablib("build", "--check")
    assert code == 1
    assert "labs/02_small.ipynb: different\ncell 3, 'count', differs:" in output
    assert output.endswith("are made from course/. Build them again: lablib build\n")


def test_build_tells_an_authors_mistake_as_text(course, lablib):
    course.edit('name="count"', "")
    code, output = lablib("build")
    assert code == 1
    assert "lablib: 02_small: its source breaks the rules of the course\n" in output


def test_run_says_whether_every_cell_ran_or_which_one_failed(course, lablib):
    lablib("build")
    code, output = lablib("run", "2", "--as", "perfect")
    assert (code, output.strip()) == (0, "02_small: every cell ran")

    course.edit("mend(seed)\n", "mend(seed) + 1\n")  # the starter returns None
    lablib("build")
    code, output = lablib("run")
    assert code == 1
    assert "02_small: cell 'use' failed, none after it ran: TypeError" in output


def test_run_without_a_copy_says_so(course, lablib):
    lablib("build")
    code, output = lablib("run", "--as", "me")
    assert code == 1
    assert output.strip() == f"There is no notebook {course.root / 'work' / '02_small.ipynb'}"


def test_nbval_holds_solutions_to_their_outputs_and_labs_to_running(course, lablib):
    lablib("build")
    assert nbval(course, "--nbval", "solutions")[0] == 0
    assert nbval(course, "--nbval-lax", "labs")[0] == 0

    solution = course.root / "solutions/02_small.ipynb"
    solution.write_text(solution.read_text().replace("lost 14", "lost 15"))
    code, report = nbval(course, "--nbval", "solutions")
    assert code == 1
    assert report.splitlines()[-1].startswith("=")  # CI's last line is pytest's summary
    assert "1 failed, 3 passed" in report.splitlines()[-1]
