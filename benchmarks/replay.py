"""`lablib replay`: arrays against records, blocks against rows, and a file of millions of rows."""

from __future__ import annotations

import random
import sys
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.processes import cost_of
from benchmarks.row import Row, seconds_of
from lablib import World
from lablib.scenarios.replay import array_engine, exact_engine
from lablib.traffic import read_trace
from lablib.traffic.gateways import GATEWAYS, USAGE_EVENTS
from lablib.traffic.producers import PRODUCERS, Producer
from lablib.traffic.reading.in_blocks import outline_of, read_outline

ROWS_PER_S = 2_800
SHARDS = 12
COMMAND = (sys.executable, "-c", "from lablib.cli.app import app; app()", "replay")


def engines(seconds: int) -> list[Row]:
    """The incident, by each producer that both engines play."""
    trace = read_trace(USAGE_EVENTS)
    rows = []
    for name, producer in PRODUCERS.items():
        exact_s = seconds_of(partial(_play, exact_engine.replay, trace, producer, seconds))
        arrays_s = seconds_of(partial(_play, array_engine.replay, outline_of(trace), producer, seconds))
        what = f"{seconds} s of {GATEWAYS} gateways, {name}: in arrays, against record by record"
        measured = f"{exact_s / arrays_s:.0f} x faster ({arrays_s:.2f} s, {exact_s:.2f} s)"
        rows.append(Row(what, measured, "at least 15 x faster", exact_s / arrays_s >= 15))
    return rows


def reading(rows: int) -> Row:
    """A plain CSV."""
    with TemporaryDirectory() as folder:
        file = _write(Path(folder) / "trace.csv", rows)
        by_row_s, by_block_s = seconds_of(lambda: read_trace(file)), seconds_of(lambda: read_outline(file))
    measured = f"{by_row_s / by_block_s:.1f} x faster ({by_block_s:.2f} s, {by_row_s:.2f} s)"
    what = f"reading a CSV of {rows:,} rows: in blocks, against row by row"
    return Row(what, measured, "at least 4 x faster", by_row_s / by_block_s >= 4)


def large_file(rows: int) -> list[Row]:
    """The command on a file, and on one that is three times as long; both without its start."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "trace.csv"
        start_s, _ = _replay_s(_write(path, 1))
        short_s, _ = _replay_s(_write(path, rows))
        long_s, peak_mb = _replay_s(_write(path, 3 * rows))
    ratio = (long_s - start_s) / (short_s - start_s)
    seconds = f"({short_s - start_s:.1f} s, {long_s - start_s:.1f} s, and {start_s:.1f} s to start)"
    what = f"lablib replay of {3 * rows:,} rows, over {rows:,} rows"
    memory = f"memory for lablib replay of {3 * rows:,} rows"
    most_mb = 130 + 3 * rows * 60 / 2**20
    return [
        Row(what, f"{ratio:.2f} x {seconds}", "at most 3.3 x", ratio <= 3.3),
        Row(memory, f"{peak_mb:.0f} MB at its peak", f"at most {most_mb:.0f} MB", peak_mb <= most_mb),
    ]


def _play(replay: Any, trace: Any, producer: Producer, seconds: int) -> None:
    with World(seed=7) as world:
        replay(world, trace, producer, shards=4, seconds=seconds)


def _write(path: Path, rows: int) -> Path:
    """Usage events of one gateway, made up, the same in every run."""
    rng = random.Random(f"rows: {rows}")
    with path.open("w") as file:
        file.write("t_us,tenant,model,tokens_in,tokens_out\n")
        at_us = 0
        for _ in range(rows):
            at_us += int(rng.expovariate(ROWS_PER_S) * 1e6)
            tenant, model = (
                int(rng.random() ** 2 * 200),
                rng.choice(("chat-swift", "code-swift", "code-sage")),
            )
            file.write(f"{at_us},t-{tenant:04d},{model},{rng.randrange(2, 5_000)},{rng.randrange(6, 900)}\n")
    return path


def _replay_s(file: Path) -> tuple[float, float]:
    """Processor seconds of the command in a process of its own, and its peak of memory in MB."""
    return cost_of([*COMMAND, str(file), "--fleet", "1", "--shards", str(SHARDS)])
