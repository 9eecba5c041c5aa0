"""`lablib replay`: would this traffic lose records? A file runs as the incident, and the ledger answers."""

from __future__ import annotations

import os
from collections.abc import Callable
from enum import StrEnum
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn
from rich.table import Column, Table

from lablib.pictures.plots.wording import counted, share
from lablib.simulator import limits

if TYPE_CHECKING:
    from lablib.scenarios.replay.dashboard import Dashboard
    from lablib.scenarios.replay.outcome import Outcome
    from lablib.traffic.outline import Outline
    from lablib.traffic.trace import Timetable, Trace

EXIT_STOPPED = 130
"""What a shell expects of a program that Ctrl-C ended."""
LONGEST_RUN_S = {period_s: age_s for age_s, period_s in limits.METRIC_FINEST_PERIODS_S}[
    limits.METRIC_PERIOD_S
]
"""CloudWatch tells single minutes no further back than this."""
EXAMPLE_CHARS = 300

console = Console(highlight=False)


class Kind(StrEnum):
    """How the gateways write."""

    NAIVE = "naive"
    CAREFUL = "careful"


def replay(
    file: Annotated[
        Path, typer.Argument(help="a CSV, also .gz, with a header and a time stamp in every row")
    ],
    shards: Annotated[
        int, typer.Option(min=1, max=limits.SHARDS_PER_ACCOUNT, help="shards of the stream")
    ] = 4,
    fleet: Annotated[
        int, typer.Option(min=1, help="gateways; each sends the whole file, starting somewhere inside it")
    ] = 60,
    producer: Annotated[
        Kind, typer.Option(help="naive never reads the answer, careful sends again what was refused")
    ] = Kind.NAIVE,
    key: Annotated[
        str | None,
        typer.Option(
            help="the column with the partition key [default: key or tenant; else one key a record]"
        ),
    ] = None,
    time: Annotated[
        str | None, typer.Option(help="the column with the time stamp [default: one named like a time]")
    ] = None,
    size: Annotated[
        str | None,
        typer.Option(help="the column with a record's bytes [default: size or bytes; else the row as JSON]"),
    ] = None,
    flush_every: Annotated[
        float,
        typer.Option(
            min=0.1,
            max=limits.S_PER_HOUR,
            help="seconds between two flushes, the same moments for every gateway",
        ),
    ] = 10.0,
    seconds: Annotated[
        float | None, typer.Option(min=1, help="how much of the file to run [default: all of it]")
    ] = None,
    seed: Annotated[
        int, typer.Option(help="decides latencies, backoff and where in the file each gateway starts")
    ] = 7,
    picture: Annotated[
        Path | None, typer.Option(help="draw shards by seconds, with the refusals, into this PNG")
    ] = None,
    exact: Annotated[
        bool,
        typer.Option(
            "--exact", help="send each record through boto3: the same outcome, some 40 times slower"
        ),
    ] = False,
) -> None:
    """Would this traffic lose records? Run a file as the incident, and print what became of every record."""
    try:
        check_picture(picture)
        trace = _read(file, time, key, size, exact)
        check_length(trace, seconds)
        keys = trace.key_column or "none, so every record has its own"
        _say(
            f"{file.name}: {counted(len(trace), 'row')}. {counted(fleet, 'gateway')}, "
            f"a flush every {flush_every:g} s, {counted(shards, 'shard')}, producer {producer}, key {keys}."
        )
        outcome = _run(trace, shards, fleet, producer, flush_every, seconds, seed)
        _print(outcome)
        if picture is not None:
            _draw(outcome, picture)
    except KeyboardInterrupt as stop:
        typer.echo("lablib: stopped before the end; nothing was written.", err=True)
        raise typer.Exit(EXIT_STOPPED) from stop
    except (OSError, ValueError) as error:
        typer.echo(f"lablib: {error}", err=True)
        raise typer.Exit(1) from error


def check_picture(picture: Path | None) -> None:
    """Refuse a picture that could not be written, before the long run. Raises ValueError."""
    if picture is None:
        return
    folder = picture.absolute().parent
    if picture.suffix.lower() != ".png":
        remedy = picture.with_suffix(".png")
        raise ValueError(f"{picture} does not end in .png, and pictures are PNG. Remedy: --picture {remedy}")
    if picture.is_dir() or not folder.is_dir():
        wrong = "it is a folder" if picture.is_dir() else f"the folder {picture.parent} does not exist"
        what = "name a file in it" if picture.is_dir() else "make the folder, or name another file"
        raise ValueError(f"{picture}: {wrong}. Remedy: {what}")
    if not os.access(folder, os.W_OK):
        raise ValueError(f"{picture}: {folder} may not be written to. Remedy: name another folder")
    if find_spec("matplotlib") is None:
        raise ValueError("pictures need matplotlib. Remedy: pip install -r requirements.txt")


def check_length(trace: Timetable, seconds: float | None) -> None:
    """Refuse a run of which CloudWatch could not tell single minutes afterwards. Raises ValueError."""
    length_s = trace.lap_us / limits.US_PER_S if seconds is None else seconds
    if length_s > LONGEST_RUN_S - limits.S_PER_HOUR:
        days, longest_days = (each / limits.S_PER_HOUR / 24 for each in (length_s, LONGEST_RUN_S))
        raise ValueError(
            f"this run takes {days:.3g} days, and CloudWatch keeps single minutes for {longest_days:g}. "
            "Remedy: run a part of it, such as --seconds 86400"
        )


def _bar() -> Progress:
    """A bar on real time, and none where nobody watches."""
    from lablib.simulator.clock.virtual_time import real_monotonic

    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    return Progress(
        *columns, console=console, transient=True, get_time=real_monotonic, disable=not console.is_terminal
    )


def _read(file: Path, time: str | None, key: str | None, size: str | None, exact: bool) -> Trace | Outline:
    """Read the file for the engine that is to play it: all that is in it, or its outline."""
    from lablib.traffic import read_trace
    from lablib.traffic.outline_reading import read_outline

    with _bar() as bar:
        task = bar.add_task("reading", total=1.0)
        read: Callable[..., Trace | Outline] = read_trace if exact else read_outline
        return read(
            file, time, key, size, lambda done, total: bar.update(task, completed=done / max(1, total))
        )


def _run(
    trace: Trace | Outline,
    shards: int,
    fleet: int,
    producer: Kind,
    flush_every_s: float,
    seconds: float | None,
    seed: int,
) -> Outcome:
    """Play the file in a world of its own, by the engine that it was read for."""
    from lablib.scenarios.replay import array_engine, exact_engine
    from lablib.simulator.world import World
    from lablib.traffic import Trace
    from lablib.traffic.producers import PRODUCERS

    play: Callable[..., Outcome] = exact_engine.replay if isinstance(trace, Trace) else array_engine.replay
    with World(seed) as world, _bar() as bar:
        task = bar.add_task("replaying", total=1.0)
        outcome = play(
            world,
            trace,
            PRODUCERS[producer],
            shards=shards,
            gateways=fleet,
            seconds=seconds,
            flush_every_s=flush_every_s,
            on_progress=lambda done: bar.update(task, completed=done),
        )
    if not outcome.offered:
        raise ValueError("no row of the file falls into these seconds. Remedy: a higher --seconds, or none")
    return outcome


def _print(outcome: Outcome) -> None:
    console.print()
    console.print(_ledger(outcome))
    console.print(_dashboard(outcome.dashboard))
    _print_verdict(outcome)


def _ledger(outcome: Outcome) -> Table:
    table = Table(Column("The ledger: what became of every record", overflow="fold"))
    table.add_column("records", justify="right")
    for what, records in (
        ("offered by the gateways", outcome.offered),
        ("  stored", outcome.offered - outcome.lost),
        ("  lost", outcome.lost),
        ("    refused, and never sent again", outcome.throttled),
        ("    given up by the producer, which says so", outcome.given_up),
        ("stored more than once: the copies", outcome.duplicates),
        ("stored behind a younger one of its gateway and key", outcome.reordered),
    ):
        table.add_row(what, f"{records:,}")
    return table


def _dashboard(shown: Dashboard) -> Table:
    table = Table(Column("What CloudWatch showed for it", overflow="fold"))
    table.add_column("over the run", justify="right")
    for what, value in (
        ("PutRecords.Success, average", f"{shown.success_average:.2%}"),
        ("PutRecords.FailedRecords, sum", f"{shown.failed_records:,}"),
        ("IncomingRecords, sum", f"{shown.incoming_records:,}"),
        ("IncomingRecords, busiest minute, share of capacity", f"{shown.busiest_minute_share:.2%}"),
        ("PutRecords.TotalRecords, sum", f"{shown.total_records:,}"),
        ("PutRecords.ThrottledRecords, sum", f"{shown.throttled_records:,}"),
        ("WriteProvisionedThroughputExceeded, sum", f"{shown.write_throughput_exceeded:,}"),
    ):
        table.add_row(what, value)
    return table


def _print_verdict(outcome: Outcome) -> None:
    """One sentence that tells it all, and the first lost record as evidence."""
    records, refusals, shown = counted(outcome.offered, "record"), outcome.refusals, outcome.dashboard
    if not outcome.lost:
        again = f"{refusals:,} times one was refused and sent again" if refusals else "none was ever refused"
        _say(f"None of the {records} is lost: {again}.")
        return
    loss, are = share(outcome.lost, outcome.offered), "is" if outcome.lost == 1 else "are"
    _say(
        f"{outcome.lost:,} of {records} ({loss}) {are} gone. "
        f"CloudWatch's PutRecords.Success said {shown.success_average:.2%}, and its busiest minute "
        f"{shown.busiest_minute_share:.2%} of capacity."
    )
    first = outcome.first_lost
    if first is not None:
        refusal = first.refusal
        why = (
            f"{refusal.code} from {refusal.shard_id or 'the whole call'}" if refusal else "it was never sent"
        )
        content = first.content.decode(errors="replace").strip()
        shortened = content if len(content) <= EXAMPLE_CHARS else f"{content[:EXAMPLE_CHARS]} ..."
        _say(f"The first lost record: {shortened} ({why}).")


def _draw(outcome: Outcome, picture: Path) -> None:
    from lablib.pictures.plots import shards_by_seconds

    drawn = shards_by_seconds(outcome.seconds)
    drawn.save(picture)
    _say(f"{picture}: {drawn.summary}")


def _say(text: str) -> None:
    """Print a sentence as it is: brackets in a file's name are no markup."""
    console.print(text, markup=False, soft_wrap=not console.is_terminal)
