"""One run by nbval, and all that is asked of it: stored outputs, the bytes of the file, the exercises."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest

from lablib.teaching.course import repo_root

PYPROJECT = repo_root() / "pyproject.toml"
SOLUTION = "solutions/02_small.ipynb"
PYTEST = """
import sys, pytest
from lablib.teaching.kernels import forked_kernel
forked_kernel.LIBRARIES = ("ipykernel.kernelapp",)  # so that the first kernel begins sooner
sys.exit(pytest.main(sys.argv[1:]))
"""


@pytest.fixture
def nbval(course):
    """Runs pytest with this project's own settings; gives the exit code and what failed, with its reason."""

    def run(*arguments):
        early = (
            "-W",
            "ignore::pytest.PytestAssertRewriteWarning",
        )  # PYTEST imports lablib before pytest does
        command = [
            sys.executable,
            "-c",
            PYTEST,
            "-c",
            PYPROJECT,
            "--rootdir",
            course.root,
            *early,
            *arguments,
        ]
        wide = os.environ | {"COLUMNS": "200"}
        done = subprocess.run(command, check=False, cwd=course.root, env=wide, capture_output=True, text=True)
        failed = re.findall(r"^FAILED \S+::(.+?) - (?:Failed: )?(.*)$", done.stdout, re.MULTILINE)
        return done.returncode, dict(failed)

    return run


@pytest.mark.nightly  # make test does it with the real ones
def test_a_solution_and_a_lab_as_they_are_built_pass_on_two_workers(course, nbval):
    course.check()
    course.build()
    assert nbval("-n", "2", "--nbval", "solutions") == (0, {})
    assert nbval("-n", "2", "--nbval-lax", "labs") == (0, {})


@pytest.mark.nightly  # make test finds such an edit without nbval: test_build.py
def test_an_output_that_was_edited_fails_its_cell_and_the_comparison_of_bytes(course, nbval):
    course.check()
    course.build()
    solution = course.root / SOLUTION
    solution.write_text(solution.read_text().replace("lost 14", "lost 15"))
    code, failed = nbval("--nbval", "solutions")
    assert code == 1
    assert list(failed) == ["Cell 1", "made-from-course"]
    assert failed["made-from-course"] == "cell 4, 'count', differs:"


@pytest.mark.nightly
@pytest.mark.parametrize(("part", "option"), [("labs", "--nbval-lax"), ("solutions", "--nbval")])
def test_an_edit_that_no_output_shows_fails_the_comparison_of_bytes(course, nbval, part, option):
    course.check()
    course.build()
    file = course.root / part / "02_small.ipynb"
    file.write_text(file.read_text().replace("Mend it.", "Mend it!"))
    code, failed = nbval(option, part)
    assert (code, list(failed)) == (1, ["made-from-course"])


@pytest.mark.nightly
def test_a_solution_that_does_not_pass_and_a_lab_that_does_are_told_so(course, nbval):
    course.check(right="None", else_="WRONG")  # which the starter returns
    course.build()
    code, failed = nbval("--nbval", "solutions")
    assert (code, failed) == (1, {"exercises": "02.1 did not pass: its last message is 02.1.off-by-one"})
    code, failed = nbval("--nbval-lax", "labs")
    assert (code, failed) == (1, {"exercises": "02.1 passed, and nobody solved it"})


@pytest.mark.nightly
def test_outputs_are_not_compared_where_a_cell_failed(course, nbval):
    course.check()
    course.build()
    solution = course.root / SOLUTION
    solution.write_text(solution.read_text().replace("return lost + 1", "return lost / 0"))
    code, failed = nbval("--nbval", "solutions")
    assert code == 1
    assert failed["made-from-course"] == "not compared, as these cells did not run to their end: use"


@pytest.mark.nightly
def test_a_notebook_without_a_lesson_is_told_so(course, nbval):
    course.build()
    (course.root / "labs/02_small.ipynb").rename(course.root / "labs/03_gone.ipynb")
    code, failed = nbval("--nbval-lax", "labs")
    assert code == 1
    assert failed["made-from-course"].startswith("no lesson in course/ makes it: remove it, or write")
