"""The table of a sweep: a CSV that grows run by run, and is in the order of the grid in the end."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from io import StringIO
from pathlib import Path

from lablib.scenarios.sweep.grid import Run, settings_names
from lablib.scenarios.sweep.jobs import Job
from lablib.scenarios.sweep.versions import COLUMNS, versions

MEASURED = ("offered", "lost", "duplicated", "late", "dollars_a_month")
Row = tuple[str, ...]


class SweepError(ValueError):
    """A sweep can't begin, or can't go on. The message says the remedy."""


class Table:
    """The rows, in memory and in a file. A row is written when its run is over, so a stop loses no other."""

    def __init__(self, path: Path, job: Job, runs: Sequence[Run]) -> None:
        self.path = path
        given = job.given()
        self._given = tuple(given.values())
        self._settings = settings_names(job.settings)
        self.header: Row = (*given, *self._settings, "seed", *MEASURED, *COLUMNS)
        self._runs = {run.cells: run for run in runs}
        self._rows: dict[Row, Row] = {}

    @property
    def left(self) -> tuple[Run, ...]:
        """The runs that have no row yet."""
        return tuple(run for cells, run in self._runs.items() if cells not in self._rows)

    @property
    def rows(self) -> list[dict[str, str]]:
        """In the order of the grid, by the columns' names."""
        return [
            dict(zip(self.header, self._rows[each], strict=True)) for each in self._runs if each in self._rows
        ]

    def begin(self, resume: bool) -> None:
        """Write the header, or take what an interrupted sweep has left. Raises SweepError."""
        if resume:
            self._read()
        elif self.path.exists():
            remedy = "--resume goes on with it; or name another file with --out, or remove it"
            raise SweepError(f"{self.path} is there already. Remedy: {remedy}")
        self._write_all()

    def add(self, row: Row) -> None:
        """Keep what a run came to and write it. Raises SweepError if other versions have played it."""
        self._check_versions(row[-len(COLUMNS) :], "a worker has")
        whole = (*self._given, *row)
        self._rows[self._cells(whole)] = whole
        with self.path.open("a", encoding="utf-8", newline="") as file:
            file.write(_lines([whole]))

    def finish(self, parquet: Path | None) -> None:
        """Put the rows into the order of the grid: the same bytes, whoever was done first."""
        self._write_all()
        if parquet is not None:
            _write_parquet(self.header, self.rows, parquet)

    def _write_all(self) -> None:
        rows = [self._rows[each] for each in self._runs if each in self._rows]
        with _whole(self.path) as unfinished:
            unfinished.write_text(_lines([self.header, *rows]), encoding="utf-8", newline="")

    def _read(self) -> None:
        if not self.path.is_file():
            raise SweepError(f"{self.path}: there is nothing to resume. Remedy: leave --resume out")
        text = self.path.read_text(encoding="utf-8")
        lines = list(csv.reader(StringIO(text[: text.rfind("\n") + 1])))  # the last line may be cut off
        if not lines or tuple(lines[0]) != self.header:
            raise SweepError(f"{self.path} has other columns than this sweep. Remedy: another --out")
        for line in lines[1:]:
            self._take(tuple(line))

    def _take(self, row: Row) -> None:
        """A row of the file."""
        if len(row) != len(self.header) or row[: len(self._given)] != self._given:
            raise SweepError(f"{self.path} is of another traffic: {', '.join(row)}. Remedy: another --out")
        self._check_versions(row[-len(COLUMNS) :], f"{self.path} has")
        if self._cells(row) not in self._runs:
            cells = ", ".join(self._cells(row))
            raise SweepError(f"{self.path} has a run outside of this grid: {cells}. Remedy: another --out")
        self._rows[self._cells(row)] = row

    def _cells(self, row: Row) -> Row:
        first = len(self._given)
        return row[first : first + len(self._settings) + 1]

    def _check_versions(self, theirs: Row, who: str) -> None:
        if theirs != versions():
            pairs = zip(COLUMNS, theirs, versions(), strict=True)
            differ = [
                f"{name} {their or 'none'}, not {our or 'none'}" for name, their, our in pairs if their != our
            ]
            raise SweepError(f"{who} {'; '.join(differ)}. Remedy: the same versions for all runs of a sweep")


def check_parquet(path: Path | None) -> None:
    """Refuse Parquet that could not be written, before the long run. Raises SweepError."""
    if path is not None and find_spec("pyarrow") is None:
        remedy = "pip install pyarrow, or leave --parquet out: the CSV has the same rows"
        raise SweepError(f"{path}: Parquet needs pyarrow. Remedy: {remedy}")


def _write_parquet(header: Row, rows: list[dict[str, str]], path: Path) -> None:
    """The same columns, numbers as numbers where all of a column are."""
    import pyarrow
    from pyarrow import parquet

    columns = {name: _typed(name, [row[name] for row in rows]) for name in header}
    with _whole(path) as unfinished:
        parquet.write_table(pyarrow.table(columns), unfinished)


def _typed(name: str, cells: list[str]) -> Sequence[str | int | float]:
    if name in COLUMNS:
        return cells
    for kind in (int, float):
        try:
            return [kind(cell) for cell in cells]
        except ValueError:
            continue
    return cells


def _lines(rows: Iterable[Row]) -> str:
    text = StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()


@contextmanager
def _whole(path: Path) -> Iterator[Path]:
    """A file beside it, which takes its place when it is complete."""
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        yield unfinished
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
