"""The five recipes of docs/at-work.md: each test fails as the page shows, and passes with the code after it.

They run as in a project of their own: one process for both, without Jupyter, matplotlib and the course.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import recipes

from lablib.teaching.course import repo_root

pytestmark = pytest.mark.nightly  # what a failed assert says, test_asserts.py holds in make test

RUN = """
import sys
from pathlib import Path

import pytest

HIDDEN = ("IPython", "ipykernel", "ipywidgets", "jupyterlab", "matplotlib", "nbclient", "nbformat")

class Hidden:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in HIDDEN or name.startswith("lablib.teaching"):
            raise ModuleNotFoundError(f"{name} is hidden", name=name)

sys.meta_path.insert(0, Hidden())
for folder in ("before", "after"):
    for file in Path(folder).glob("*.py"):
        sys.modules.pop(file.stem, None)
    print(f"== {folder}", flush=True)
    pytest.main([folder, "--rootdir=.", "--tb=short", "-p", "lablib_pytest", "--lablib-player=pages"])
"""


def run_in(folder: Path) -> str:
    """What pytest prints in a process of its own, with no plugin but this one."""
    ran = subprocess.run(
        [sys.executable, "-c", RUN],
        cwd=folder,
        env=os.environ
        | {
            "PYTHONPATH": str(repo_root() / "src"),
            "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
            "COLUMNS": "80",
            "PYTHONDONTWRITEBYTECODE": "1",
        },
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    folder = tmp_path_factory.mktemp("project")
    recipes.write(folder / "before", 0)
    recipes.write(folder / "after", -1)
    return folder


@pytest.fixture(scope="module")
def runs(project):
    return run_in(project).partition("== after")


def test_each_test_fails_as_the_page_shows(runs):
    shown = [re.sub(r"\n$", "", each) for each in recipes.failures_shown()]
    printed = [re.sub(r"\nPlay it: .*|\n$", "", each) for each in recipes.failures_printed(runs[0])]
    assert (len(shown), printed) == (5, shown)


def test_each_test_passes_with_the_code_after_it(runs):
    assert re.search(r"^=+ 5 passed in ", runs[2], re.MULTILINE), runs[2]


def test_each_failed_test_has_a_page_that_plays_its_run_with_its_story_on_it(project, runs):
    pages = sorted((project / "pages").glob("*.html"))
    assert len(pages) == 5
    redrive = next(page for page in pages if "redrive" in page.name).read_text("utf-8")
    assert "<title>bill: 1 of 10 records sent to the on-failure destination</title>" in redrive
    assert "data-lablib-player data-run=" in redrive
    assert f"Play it: pages/{pages[0].name}" in runs[0]
