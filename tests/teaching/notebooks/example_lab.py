"""The smallest lab, docs/example-lab, as a lab of a course of its own, to break one rule at a time."""

from __future__ import annotations

import shutil
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_notebook

from lablib.teaching.course import repo_root
from lablib.teaching.notebooks.lint import lint_lab

LESSON, LAB, QUESTIONS = "lesson.py", "lab.toml", "questions.toml"
EXERCISE = "exercises/calls_needed/exercise.toml"
MESSAGES = "exercises/calls_needed/messages.toml"
WRONG = "exercises/calls_needed/wrong/adds_one.py"
PUTRECORDS = "[PutRecords](https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecords.html)"
METRICS = "[metrics](https://docs.aws.amazon.com/streams/latest/dev/monitoring-with-cloudwatch.html)"


class Example:
    """A copy of docs/example-lab as a lab of a course, and an executed notebook without a figure."""

    def __init__(self, root: Path) -> None:
        self.folder = root / "course/12_example"
        self.solution = root / "solutions/12_example.ipynb"
        shutil.copytree(repo_root() / "docs/example-lab", self.folder)
        shutil.copy(
            repo_root() / "docs/example-misconceptions.toml", self.folder.parent / "misconceptions.toml"
        )
        self.solution.parent.mkdir()
        self.shows()

    def edit(self, file: str, old: str, new: str) -> None:
        path = self.folder / file
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), "utf-8")

    def shows(self, *outputs: nbformat.NotebookNode) -> None:
        """One cell, `picture`, with these outputs."""
        cell = new_code_cell("1", id="picture", execution_count=1, outputs=list(outputs))
        nbformat.write(new_notebook(cells=[cell]), self.solution)

    def problems(self) -> list[str]:
        return lint_lab(self.folder, self.solution)
