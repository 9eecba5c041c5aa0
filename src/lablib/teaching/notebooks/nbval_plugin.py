"""A plugin of pytest: one run of a notebook by nbval feeds every test of that notebook.

    pytest --nbval solutions      each stored output is compared
    pytest --nbval-lax labs       as delivered, every cell runs

nbval executes a notebook cell by cell. Behind the cells stand two more tests of the same run:

    made-from-course    the file is, byte for byte, what course/ makes; for a solution, with these outputs
    exercises           a solution passed every exercise, a lab as delivered none

The kernel has another hash seed and another time zone than the one that made the files, and none of the
user's settings.
"""

from __future__ import annotations

import os
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from nbformat import NotebookNode
from nbval.plugin import IPyNbFile

from lablib.teaching.checks import progress
from lablib.teaching.checks.summary import done
from lablib.teaching.course import read_lab
from lablib.teaching.kernels.provisioner import use_warm_kernels
from lablib.teaching.notebooks.compare import difference
from lablib.teaching.notebooks.execute import kernel_environment
from lablib.teaching.notebooks.lesson import read_lesson
from lablib.teaching.notebooks.normalise import as_text, normalise
from lablib.teaching.notebooks.placeholders import fill
from lablib.teaching.notebooks.player_code import CODE
from lablib.teaching.notebooks.question_cells import Part
from lablib.teaching.notebooks.run_modes import NOTEBOOKS_OF, Player, faults

ELSEWHERE = {"PYTHONHASHSEED": "4242", "TZ": "Asia/Kolkata"}
PLAYERS = {NOTEBOOKS_OF[player]: player for player in (Player.UNTOUCHED, Player.PERFECT)}
PARTS: dict[Player, Part] = {Player.UNTOUCHED: "starter", Player.PERFECT: "solution"}


@pytest.hookimpl(wrapper=True)
def pytest_collect_file(
    file_path: Path, parent: pytest.Collector
) -> Generator[None, list[pytest.Collector], list[pytest.Collector]]:
    """Put our notebook in the place of nbval's."""
    found = yield
    if file_path.parent.name not in PLAYERS:
        return found
    return [
        Notebook.from_parent(parent, path=file_path) if isinstance(each, IPyNbFile) else each
        for each in found
    ]


class Notebook(IPyNbFile):  # type: ignore[misc]
    """A lab or a solution. Its kernel keeps its progress in a file of its own."""

    def setup(self) -> None:
        """Start the kernel."""
        self.player = PLAYERS[self.path.parent.name]
        self._folder = TemporaryDirectory(prefix="lablib-")
        self.progress_file = Path(self._folder.name) / progress.FILE
        own = kernel_environment(Path(self._folder.name)) | ELSEWHERE
        use_warm_kernels()
        with _environment(own | {progress.VARIABLE: str(self.progress_file)}):
            super().setup()
        self.sanitize_patterns[CODE.pattern] = ""

    def teardown(self) -> None:
        """Stop the kernel."""
        super().teardown()
        self._folder.cleanup()

    @property
    def source(self) -> Path:
        """The folder of the lab in course/."""
        file: Path = self.path
        return file.parents[1] / "course" / file.stem

    def collect(self) -> Iterator[pytest.Item]:
        """The cells, then what their run must have shown. One worker runs them all."""
        cells = list(super().collect())
        after = [
            MadeFromCourse.from_parent(self, name="made-from-course", cells=cells),
            Exercises.from_parent(self, name="exercises"),
        ]
        yield from (*cells, *after)


class AfterTheCells(pytest.Item):
    """A test of the run as a whole."""

    parent: Notebook

    def reportinfo(self) -> tuple[Path, None, str]:
        """Where pytest says that it is."""
        return self.path, None, f"{self.path.stem}: {self.name}"

    def runtest(self) -> None:
        """Fail with the text of what is wrong."""
        if wrong := self.wrong():
            pytest.fail(wrong, pytrace=False)

    def wrong(self) -> str | None:
        """What is wrong, if anything is."""
        raise NotImplementedError


class MadeFromCourse(AfterTheCells):
    """Cells and outputs are the bytes in the file."""

    def __init__(self, *, cells: Sequence[Any], **node: Any) -> None:
        super().__init__(**node)
        self._cells = cells

    def wrong(self) -> str | None:
        """The first difference."""
        file: Path = self.path
        if not self.parent.source.is_dir():
            return f"no lesson in course/ makes it: remove it, or write {self.parent.source}"
        if unfinished := [each.cell.id for each in self._cells if not _ran(each)]:
            return f"not compared, as these cells did not run to their end: {', '.join(unfinished)}"
        found = difference(file.read_bytes().decode(), as_text(normalise(self._made(), file.stem)))
        return found and f"{found}\nBuild labs/ and solutions/ again from course/: lablib build"

    def _made(self) -> NotebookNode:
        """The notebook from its source; a solution with what its cells showed."""
        source, player = self.parent.source, self.parent.player
        notebook = fill(read_lesson(source), source, PARTS[player])
        if player is Player.PERFECT:
            outputs = {each.cell.id: each.test_outputs for each in self._cells if each.cell.source.strip()}
            for cell in notebook.cells:
                if cell.id in outputs:
                    cell.update(outputs=outputs[cell.id], execution_count=1)
        return notebook


class Exercises(AfterTheCells):
    """What was passed on the way is what it must be."""

    def wrong(self) -> str | None:
        """The exercises that are open, or passed, and must not be."""
        record = progress.load(self.parent.progress_file)
        so_far = done(read_lab(self.parent.source), record)
        return "\n".join(faults(self.parent.player, so_far, record))


def _ran(cell: Any) -> bool:
    return cell.test_outputs is not None and all(each.output_type != "error" for each in cell.test_outputs)


@contextmanager
def _environment(variables: dict[str, str]) -> Iterator[None]:
    """These variables and no others, for the kernel that is started meanwhile."""
    before = dict(os.environ)
    try:
        os.environ.clear()
        os.environ.update(variables)
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)
