"""`lablib replay`: would this traffic lose records? A file runs as the incident, and the ledger answers."""

from __future__ import annotations

import os
from collections.abc import Callable
from enum import StrEnum
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lablib.cli import EXIT_STOPPED
from lablib.cli.options import number, one_of, whole
from lablib.cli.reading_options import (
    MOST_GATEWAYS,
    Header,
    KeyColumn,
    SizeColumn,
    TimeColumn,
    TimeFormat,
    TimeUnit,
)
from lablib.cli.replay_advice import advise_on
from lablib.cli.replay_input import Input, describe, gap_of, row_in_file
from lablib.cli.replay_report import draw, show
from lablib.cli.telling import say, step
from lablib.pictures.plots.wording import counted
from lablib.simulator import limits

if TYPE_CHECKING:
    from lablib.scenarios.replay.outcome import Outcome
    from lablib.traffic.outline import Outline
    from lablib.traffic.trace import Trace

LONGEST_RUN_S = {period_s: age_s for age_s, period_s in limits.METRIC_FINEST_PERIODS_S}[
    limits.METRIC_PERIOD_S
]
"""CloudWatch tells single minutes no further back than this."""

MOST_LOG_LINES = 3
"""Of the producer. The ledger counts what it gave up."""


class Kind(StrEnum):
    """How the gateways write."""

    NAIVE = "naive"
    CAREFUL = "careful"


def replay(
    file: Annotated[
        Path, typer.Argument(help="CSV or JSON lines, also as .gz, with a timestamp in every row")
    ],
    shards: Annotated[
        int,
        typer.Option(
            parser=whole(1, limits.SHARDS_PER_ACCOUNT),
            metavar="<number>",
            help="number of shards of the stream",
        ),
    ] = 4,
    fleet: Annotated[
        int,
        typer.Option(
            parser=whole(1, MOST_GATEWAYS),
            metavar="<number>",
            help="number of gateways; each sends the whole file, starting at a different moment in it",
        ),
    ] = 60,
    producer: Annotated[
        Kind,
        typer.Option(
            parser=one_of(Kind),
            metavar="naive|careful",
            help="naive never reads the response; careful resends throttled records",
        ),
    ] = Kind.NAIVE,
    key: KeyColumn = None,
    time: TimeColumn = None,
    time_unit: TimeUnit = None,
    time_format: TimeFormat = None,
    header: Header = True,
    size: SizeColumn = None,
    flush_every: Annotated[
        float,
        typer.Option(
            parser=number(0.1, limits.S_PER_HOUR),
            metavar="<seconds>",
            help="seconds between two flushes; all gateways flush at the same moment",
        ),
    ] = 5.0,
    seconds: Annotated[
        float | None,
        typer.Option(
            parser=number(1),
            metavar="<seconds>",
            help="how much of the file to run; after its end, it starts again [default: all of it]",
        ),
    ] = None,
    seed: Annotated[
        int,
        typer.Option(
            parser=whole(),
            metavar="<number>",
            help="decides latencies, backoff, and where in the file each gateway starts",
        ),
    ] = 7,
    picture: Annotated[
        Path | None, typer.Option(help="draw what each shard throttled, second by second, into this PNG")
    ] = None,
    advise: Annotated[
        bool,
        typer.Option(
            "--advise",
            help="also try other shards, flush intervals, keys and producers; say which lose nothing, and "
            "what each costs. --picture draws the plans",
        ),
    ] = False,
    exact: Annotated[
        bool,
        typer.Option(
            "--exact", help="send each record through boto3: the same result, about 40 times slower"
        ),
    ] = False,
) -> None:
    """Say which records of your own traffic a stream would lose.

    The gateways of the incident send your file to a stream, and every record is accounted for.
    """
    from lablib.scenarios.advice import AS_IT_IS, OWN_KEY, Plan, Traffic
    from lablib.traffic.outline import Outline
    from lablib.traffic.reading.header import Wanted

    try:
        check_picture(picture)
        if advise and exact:
            raise ValueError("--advise plays dozens of runs, in arrays. Remedy: leave --exact out")
        wanted = Wanted(time, key, size, time_unit, time_format, header)
        trace = Input(file, wanted, exact).read()
        check_length(trace, seconds)
        describe(file, trace, flush_every)
        keys = trace.key_column or "none, so every record has its own"
        say(
            f"{counted(fleet, 'gateway')}, a flush every {flush_every:g} s, {counted(shards, 'shard')}, "
            f"producer {producer}, key {keys}."
        )
        outcome = _run(trace, shards, fleet, producer, flush_every, seconds, seed)
        show(outcome, _first_lost_row(outcome, trace, fleet, seconds, seed))
        if advise and isinstance(trace, Outline):
            plan = Plan(shards, flush_every, str(producer), OWN_KEY if trace.key_column is None else AS_IT_IS)
            advise_on(Traffic(trace, fleet, seed, seconds), plan, outcome, picture)
        elif picture is not None:
            draw(outcome, picture, shards)
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
    check_place(picture)
    if picture.suffix.lower() != ".png":
        remedy = picture.with_suffix(".png")
        raise ValueError(f"{picture} does not end in .png, and pictures are PNG. Remedy: --picture {remedy}")
    if find_spec("matplotlib") is None:
        raise ValueError("pictures need matplotlib. Remedy: pip install matplotlib")


def check_place(file: Path | None) -> None:
    """Refuse a file that could not be written where it is to be, before the long run. Raises ValueError."""
    if file is None:
        return
    folder = file.absolute().parent
    if file.is_dir() or not folder.is_dir():
        wrong = "it is a folder" if file.is_dir() else f"the folder {file.parent} does not exist"
        what = "name a file in it" if file.is_dir() else "make the folder, or name another file"
        raise ValueError(f"{file}: {wrong}. Remedy: {what}")
    if not os.access(folder, os.W_OK):
        raise ValueError(f"{file}: {folder} may not be written to. Remedy: name another folder")


def check_length(trace: Trace | Outline, seconds: float | None) -> None:
    """Refuse a run of which CloudWatch could not tell single minutes afterwards. Raises ValueError.

    Where one row makes the file that long, such as one from 1970, a part of the file would be no remedy.
    """
    length_s = trace.lap_us / limits.US_PER_S if seconds is None else seconds
    if length_s > LONGEST_RUN_S - limits.S_PER_HOUR:
        days, longest_days = (each / limits.S_PER_HOUR / 24 for each in (length_s, LONGEST_RUN_S))
        gap = gap_of(trace) if seconds is None else None
        raise ValueError(
            f"this run takes {days:,.5g} days, and CloudWatch keeps single minutes for {longest_days:g}. "
            f"Remedy: {gap or 'run a part of it, such as --seconds 86400'}"
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
    from lablib.traffic.producers_log import few_lines

    play: Callable[..., Outcome] = exact_engine.replay if isinstance(trace, Trace) else array_engine.replay
    # The bar comes first: its thread, started in the world, would draw it ten times per virtual second.
    with step("replaying") as tell, World(seed) as world, few_lines(MOST_LOG_LINES) as lines:
        outcome = play(
            world,
            trace,
            PRODUCERS[producer],
            shards=shards,
            gateways=fleet,
            seconds=seconds,
            flush_every_s=flush_every_s,
            on_progress=tell,
        )
    if lines.more:
        typer.echo(f"... and {counted(lines.more, 'more line')} that the producer logged.", err=True)
    if not outcome.offered:
        raise ValueError("no row of the file falls into these seconds. Remedy: a higher --seconds, or none")
    return outcome


def _first_lost_row(
    outcome: Outcome, trace: Trace | Outline, fleet: int, seconds: float | None, seed: int
) -> int | None:
    """Where in the file somebody finds the first lost record."""
    from lablib.traffic import gateways

    if outcome.first_lost is None:
        return None
    senders = gateways.fleet(trace, fleet, seed, seconds)
    return row_in_file(trace, gateways.row_of(outcome.first_lost.content, senders))
