"""The table. `--quick`: a tenth of the records. `--offline`: nothing that installs packages first.

`sweep` alone measures that row and no other: it is in real time, and wants a quiet machine.
"""

from __future__ import annotations

import os
import platform
import sys

from rich.console import Console
from rich.table import Table

from benchmarks import (
    arrays,
    contention,
    mapping,
    pace,
    pool,
    processes,
    put,
    read,
    replay,
    serve,
    slider,
    sweep,
    tape,
)


def main(arguments: list[str]) -> None:
    """Measure row by row, and say which one is being measured."""
    quick = "--quick" in arguments
    rounds, records = (30, 100_000) if quick else (100, 1_000_000)
    rows = [
        lambda: put.against_botocore(rounds),
        lambda: put.against_moto(rounds),
        lambda: put.when_full(rounds, records),
        lambda: read.at_the_end(rounds, records),
        lambda: pace.pace(5 if quick else 20),
        lambda: pool.against_flows(rounds // 3),
        lambda: processes.memory(records),
        lambda: processes.imports(5),
        lambda: mapping.day(2 if quick else 24, poison=False),
        lambda: mapping.day(2 if quick else 24, poison=True),
        slider.steps,
        arrays.hour,
        contention.table,
        lambda: replay.engines(30 if quick else 120),
        lambda: replay.reading(records // 3),
        lambda: replay.large_file(records),
        lambda: sweep.workers(1 if quick else 3),
        lambda: tape.recording(30 if quick else 120, 3 if quick else 7),
    ]
    if "--offline" not in arguments:
        rows += [processes.install, lambda: serve.over_http(24 if quick else 90)]
    if "sweep" in arguments:
        rows = [lambda: sweep.workers(1 if quick else 3)]
    console = Console(highlight=False)
    table = Table("what", "measured", "target", "", title="make bench", title_justify="left")
    for number, measure in enumerate(rows, 1):
        console.print(f"row {number} of {len(rows)}", style="dim")
        measured = measure()
        for row in measured if isinstance(measured, list) else [measured]:
            table.add_row(row.what, row.measured, row.target, row.verdict)
    console.print(table)
    python = f"{platform.python_implementation()} {platform.python_version()}"
    load = f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors"
    console.print(f"{python}, {load}. ms: processor time of a call, the median of {rounds}.")


if __name__ == "__main__":
    main(sys.argv[1:])
