"""The contention table, whole: five policies, 19 numbers of clients, 100 runs of each."""

from __future__ import annotations

from rich.progress import Progress

from benchmarks.row import Row, real_seconds_of
from lablib.scenarios.producer.contention import RUNS, contention_table

MOST_S = 20.0


def table() -> Row:
    """It tells how far it is, as a learner would see it."""
    with Progress(transient=True) as bar:
        task = bar.add_task("contention")
        took_s = real_seconds_of(
            lambda: contention_table(progress=lambda done, of: bar.update(task, completed=done, total=of))
        )
    what = f"the contention table: 5 policies, 19 numbers of clients, {RUNS} runs"
    return Row(what, f"{took_s:.1f} s", f"at most {MOST_S:.0f} s", took_s <= MOST_S)
