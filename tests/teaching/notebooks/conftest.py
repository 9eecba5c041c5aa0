"""A course of one tiny lab, in a folder of its own."""

from __future__ import annotations

from pathlib import Path

import pytest
from example_lab import Example

from lablib.teaching.notebooks import build_all

LESSON = """# %% [markdown]
# # The invoices are too low

# %% name="parameters" tags=["parameters"]
seed = 7

# %% name="count"
print("lost", seed * 2)

# %% [markdown]
# Mend it.

# %% name="exercise-mend" exercise="mend"

# %% name="use"
mend(seed)
"""
LAB = 'title = "small"\nminutes = 5\nable = "mend"\nexplains = "Why."\n'
EXERCISE = """
id = "02.1-mend"
title = "Mend it"
answer = "mend"
objective = "One more."
minutes = 3
hints = []
misconceptions = []
why = "."
obvious = "."
production = "."
"""
CHECK = """mend(seed)
from lablib.teaching.checks.progress import record_attempt
from lablib.teaching.checks.verdict import Outcome
record_attempt("02.1-mend", Outcome.PASSED if mend(seed) == {right} else Outcome.{else_}, "02.1.off-by-one")
"""
"""What `check` does, for an exercise that only this course has."""


BUILT: dict[tuple[str, ...], dict[str, str]] = {}
"""What the sources of a course have made before."""


class Course:
    """Writes sources of the lab `02_small` and reads what was built of them."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.folder = root / "course" / "02_small"
        self.write("lab.toml", LAB)
        self.write("lesson.py", LESSON)
        self.write("exercises/mend/exercise.toml", EXERCISE)
        self.write("exercises/mend/starter.py", "def mend(lost):\n    return None\n")
        self.write("exercises/mend/solution.py", "def mend(lost):\n    return lost + 1\n")

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def edit(self, old: str, new: str) -> None:
        """Replace a part of the lesson."""
        assert old in LESSON
        self.write("lesson.py", LESSON.replace(old, new))

    def check(self, right: str = "seed + 1", else_: str = "NOT_ATTEMPTED") -> None:
        """Let the last cell grade the exercise: it is passed if it returns `right`."""
        self.edit("mend(seed)\n", CHECK.format(right=right, else_=else_))

    def build(self) -> None:
        """Have the notebooks of these sources, which are executed if no test has built the same before."""
        files = sorted(path for path in (self.root / "course").rglob("*") if path.is_file())
        sources = tuple(f"{path.relative_to(self.root)}\n{path.read_text()}" for path in files)
        if sources not in BUILT:
            build_all(self.root)
            BUILT[sources] = self.notebooks()
        for name, text in BUILT[sources].items():
            (self.root / name).parent.mkdir(exist_ok=True)
            (self.root / name).write_text(text)

    def notebooks(self) -> dict[str, str]:
        """Every notebook there is, by its path in the course."""
        return {
            path.relative_to(self.root).as_posix(): path.read_text()
            for part in ("labs", "solutions")
            for path in sorted((self.root / part).glob("*"))
        }


@pytest.fixture
def course(tmp_path: Path) -> Course:
    return Course(tmp_path)


@pytest.fixture
def example(tmp_path: Path) -> Example:
    """The smallest lab that keeps every rule of the linter."""
    return Example(tmp_path)
