"""`lablib replay`: would this traffic lose records? A file runs as the incident, and the ledger answers."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn
from rich.table import Table

if TYPE_CHECKING:
    from lablib.replay import Dashboard
    from lablib.traffic import Trace
    from lablib.world import World

console = Console(highlight=False)


class Kind(StrEnum):
    """How the gateways write."""

    NAIVE = "naive"
    CAREFUL = "careful"


def replay(
    file: Annotated[
        Path, typer.Argument(help="a CSV, also .gz, with a time stamp in every row", metavar="FILE")
    ],
    shards: Annotated[int, typer.Option(min=1, help="shards of the stream")] = 4,
    fleet: Annotated[
        int,
        typer.Option(
            min=1, help="gateways; each one has the traffic of the file, each from another moment of it"
        ),
    ] = 60,
    producer: Annotated[
        Kind, typer.Option(help="naive reads no answer, careful sends again what failed")
    ] = Kind.NAIVE,
    key: Annotated[
        str | None, typer.Option(help="the column with the partition key; without one, records spread evenly")
    ] = None,
    time: Annotated[
        str | None, typer.Option(help="the column with the time stamp, when its name does not tell")
    ] = None,
    size: Annotated[
        str | None,
        typer.Option(help="the column with the record's size in bytes; without one, the row is the record"),
    ] = None,
    flush_every: Annotated[
        float, typer.Option(min=0.1, help="seconds between two flushes, on the wall clock's multiples")
    ] = 10.0,
    seconds: Annotated[
        float | None,
        typer.Option(min=1, help="stop after so many seconds of the file; all of it when left out"),
    ] = None,
    seed: Annotated[
        int, typer.Option(help="decides latencies, backoff and where in the file each gateway starts")
    ] = 7,
    picture: Annotated[
        Path | None, typer.Option(help="draw shards by seconds with the refusals into this PNG")
    ] = None,
) -> None:
    """Run a file as the incident, and print what became of every record and what CloudWatch showed."""
    from lablib.traffic import TraceError, read_trace

    try:
        check_picture(picture)
        trace = read_trace(file, time=time, key=key, size=size)
    except (TraceError, ValueError) as error:
        typer.echo(f"lablib: {error}", err=True)
        raise typer.Exit(1) from error
    with_key = (
        f"key {trace.key_column}" if trace.key_column else "no key column, so every record has its own key"
    )
    console.print(
        f"{file.name}: {len(trace):,} rows. {fleet} gateways, flush every {flush_every:g} s, {shards} shards, producer {producer}, {with_key}."
    )
    _run(trace, shards, fleet, producer, flush_every, seconds, seed, picture)


def check_picture(picture: Path | None) -> None:
    """Refuse a picture that could not be written, before the long run. Raises ValueError."""
    if picture is None:
        return
    if picture.suffix.lower() != ".png":
        raise ValueError(
            f"{picture} does not end in .png, and pictures are PNG. Remedy: --picture {picture.stem or 'replay'}.png"
        )
    if not picture.absolute().parent.is_dir():
        raise ValueError(
            f"{picture}: the folder {picture.parent} does not exist. Remedy: make it, or name another"
        )


def _run(
    trace: Trace,
    shards: int,
    fleet: int,
    producer: Kind,
    flush_every_s: float,
    seconds: float | None,
    seed: int,
    picture: Path | None,
) -> None:
    from lablib.producers import PRODUCERS
    from lablib.replay import dashboard
    from lablib.replay import replay as replay_trace
    from lablib.world import World

    columns = (TextColumn("replaying"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with World(seed) as world:
        with Progress(*columns, console=console, transient=True, get_time=_real_time()) as progress:
            task = progress.add_task("replay", total=1.0)
            replay_trace(
                world,
                trace,
                PRODUCERS[producer],
                shards=shards,
                gateways=fleet,
                seconds=seconds,
                flush_every_s=flush_every_s,
                on_progress=lambda share: progress.update(task, completed=share),
            )
        _print_ledger(world)
        _print_dashboard(dashboard(world, shards))
    if picture is not None:
        _draw(world, picture)


def _real_time():  # type: ignore[no-untyped-def]
    """The clock of the progress bar: taken before virtual time is switched on it would stand still, so read the system's own."""
    import time

    return lambda: time.clock_gettime(time.CLOCK_MONOTONIC)


def _print_ledger(world: World) -> None:
    table = Table("The ledger: what became of every record", "records", title_justify="left")
    totals = world.totals()
    table.add_row("offered by the gateways", f"{totals['offered']:,}")
    for fate in ("stored", "given up", "refused"):
        table.add_row(
            f"  {fate}" + (", and nobody sent it again" if fate == "refused" else ""), f"{totals[fate]:,}"
        )
    lost = world.ledger.lost
    table.add_row("lost", f"{lost:,} ({lost / max(1, totals['offered']):.2%})")
    table.add_row("stored twice", f"{world.ledger.duplicates:,}")
    table.add_row("stored behind a younger record of the same gateway and key", f"{world.ledger.reordered:,}")
    console.print(table)
    for anomaly in world.ledger.anomalies():
        if anomaly.kind == "lost" and anomaly.first is not None:
            refusal = anomaly.first.refusal
            why = (
                f"{refusal.code} from {refusal.shard_id or 'the whole call'}"
                if refusal
                else "it was never sent"
            )
            console.print(
                f"The first lost record: {anomaly.first.content.decode(errors='replace').strip()} ({why}).",
                markup=False,
                soft_wrap=True,
            )


def _print_dashboard(shown: Dashboard) -> None:
    table = Table("What CloudWatch showed for it", "over the run")
    table.add_row("PutRecords.Success, average", f"{shown.success_average:.2%}")
    table.add_row("PutRecords.FailedRecords, sum", f"{shown.failed_records:,}")
    table.add_row("IncomingRecords, sum", f"{shown.incoming_records:,}")
    table.add_row("IncomingRecords, busiest minute, share of capacity", f"{shown.busiest_minute_share:.1%}")
    table.add_row("PutRecords.TotalRecords, sum", f"{shown.total_records:,}")
    table.add_row("PutRecords.ThrottledRecords, sum", f"{shown.throttled_records:,}")
    table.add_row("WriteProvisionedThroughputExceeded, sum", f"{shown.write_throughput_exceeded:,}")
    console.print(table)


def _draw(world: World, picture: Path) -> None:
    from lablib.plots.shards import shards_by_seconds
    from lablib.replay import STREAM

    drawn = shards_by_seconds(world.metrics.seconds.table(STREAM))
    drawn.save(picture)
    console.print(f"{picture}: {drawn.summary}", markup=False, soft_wrap=True)
