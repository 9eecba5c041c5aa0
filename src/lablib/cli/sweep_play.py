"""How a sweep is played and told: the size of the grid first, then the rows, then the best settings."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import typer
from rich.table import Column
from rich.table import Table as Shown

from lablib.cli import EXIT_STOPPED
from lablib.cli.replay import check_picture, check_place
from lablib.cli.telling import console, say, step
from lablib.pictures.plots.wording import counted
from lablib.simulator import limits

if TYPE_CHECKING:
    from lablib.scenarios.sweep import Job, Judged, Run, Table
    from lablib.scenarios.sweep.play import Players

WORKER_START_S = 2
MOST_SHOWN = 9


@contextmanager
def failures_told(out: Path) -> Iterator[None]:
    """An error that one can mend is its text and exit code 1; Ctrl-C says how to go on."""
    try:
        yield
    except KeyboardInterrupt as stop:
        kept = (
            f"{out} has the runs that are over, and --resume goes on"
            if out.exists()
            else "nothing was written"
        )
        typer.echo(f"lablib: stopped before the end; {kept}.", err=True)
        raise typer.Exit(EXIT_STOPPED) from stop
    except (OSError, ValueError) as error:
        typer.echo(f"lablib: {_why(error, out)}", err=True)
        raise typer.Exit(1) from error


def _why(error: OSError | ValueError, out: Path) -> str:
    """A full disk is told without the name of a file."""
    if isinstance(error, OSError) and error.strerror and error.filename is None:
        return f"{out}: {error.strerror}"
    return str(error)


@dataclass(frozen=True, slots=True)
class How:
    """What the two kinds of sweep have in common."""

    out: Path
    parquet: Path | None
    picture: Path | None
    workers: int | None
    dask: str | None
    resume: bool
    most_runs: int

    def check(self) -> None:
        """Refuse what could not be written or reached, before anything long. Raises ValueError."""
        from lablib.scenarios.sweep.dask_workers import check_dask
        from lablib.scenarios.sweep.table import check_parquet

        check_place(self.out)
        check_picture(self.picture)
        check_place(self.parquet)
        check_parquet(self.parquet)
        if self.dask is not None:
            check_dask()

    def sweep(self, job: Job, runs: tuple[Run, ...]) -> None:
        """Play the runs that are not there yet, and tell what came of all. Raises ValueError, OSError."""
        from lablib.scenarios.sweep import Table, sweep
        from lablib.scenarios.sweep.local_workers import processors

        workers = self.workers or processors()
        self._announce(job, runs, workers)
        table = Table(self.out, job, runs)
        table.begin(self.resume)
        if self.resume:
            say(f"{self.out}: {len(table.rows)} of {counted(len(runs), 'run')} are there already.")
        with step("playing") as tell:
            sweep(table, self._players(job, workers), tell, self.parquet)
        self._tell(job, table)

    def _announce(self, job: Job, runs: tuple[Run, ...], workers: int) -> None:
        """How many runs, and about how long. Raises ValueError for too many."""
        seeds = len({run.seed for run in runs})
        settings = counted(len(runs) // seeds, "setting")
        size = f"{settings} by {counted(seeds, 'seed')}: {counted(len(runs), 'run')}"
        elsewhere = self.dask is not None and self.dask != "local"
        by = "on one processor" if elsewhere else f"with {counted(workers, 'worker')}"
        takes_s = len(runs) * job.run_s() / (1 if elsewhere else workers) + WORKER_START_S
        said = f"{size}, about {_span(takes_s)} {by}"
        if len(runs) > self.most_runs:
            raise ValueError(
                f"this grid is too large: {said}. At most {self.most_runs:,} are played. "
                f"Remedy: fewer values, or --most-runs {len(runs)}"
            )
        say(f"{said}.")

    def _players(self, job: Job, workers: int) -> Players:
        from lablib.scenarios.sweep.dask_workers import play_on_dask
        from lablib.scenarios.sweep.local_workers import play_here

        if self.dask is None:
            return partial(play_here, job, workers=workers)
        return partial(play_on_dask, job, address=self.dask, workers=workers)

    def _tell(self, job: Job, table: Table) -> None:
        """The front as a table, the files, the picture."""
        from lablib.scenarios.sweep import front, judged
        from lablib.scenarios.sweep.grid import settings_names

        names = settings_names(job.settings)
        settings = judged(table.rows, names)
        _show(front(settings), names, settings)
        say(f"Each by the worst of its seeds. late: {job.late}.")
        say(f"{self.out}: {counted(len(table.rows), 'row')}, one for each run.")
        if self.picture is not None:
            with step("drawing"):
                from lablib.pictures.plots.pareto_front import pareto_front

                drawn = pareto_front(settings, names, job.late)
                drawn.save(self.picture)
            say(f"{self.picture}: {drawn.summary}")


def _show(best: list[Judged], names: tuple[str, ...], settings: list[Judged]) -> None:
    """The first of the front, and what they come to."""
    from lablib.scenarios.sweep import told

    shown = Shown(Column("Settings that no other beats", overflow="fold"))
    for name in ("lost", "duplicated", "late", "$ a month"):
        shown.add_column(name, justify="right")
    for each in best[:MOST_SHOWN]:
        measures = f"{each.lost:,.0f}", f"{each.duplicated:,.0f}", f"{each.late:,.4g}", f"{each.dollars:,.2f}"
        shown.add_row(told(each, settings, names), *measures)
    console.print(shown)
    if len(best) > MOST_SHOWN:
        say(f"And {len(best) - MOST_SHOWN} more, which lose more or cost more.")


def _span(seconds: float) -> str:
    for unit_s, name in ((limits.S_PER_HOUR, "hours"), (60, "minutes")):
        if seconds >= 2 * unit_s:
            return f"{seconds / unit_s:,.0f} {name}"
    return f"{seconds:,.0f} seconds"
