"""A sweep: whoever plays the runs, their rows come into the table."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import closing
from pathlib import Path

from lablib.scenarios.sweep.grid import Run
from lablib.scenarios.sweep.table import Table

Players = Callable[[tuple[Run, ...]], Generator[tuple[str, ...]]]
"""Plays runs and gives their rows as they come, in any order: `local_workers.py` or `dask_workers.py`."""


def sweep(
    table: Table, players: Players, on_progress: Callable[[float], None], parquet: Path | None = None
) -> None:
    """Play what the table has no row for, and put it in order. A stop loses only what is being played."""
    left = table.left
    done = len(table.rows)
    total = done + len(left)
    if left:
        with closing(players(left)) as rows:
            for number, row in enumerate(rows, done + 1):
                table.add(row)
                on_progress(number / total)
    table.finish(parquet)
