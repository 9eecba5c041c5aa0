"""`lablib sweep`: a grid of settings by seeds, and which of them are the best."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

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
from lablib.cli.replay import Kind, check_length
from lablib.cli.replay_input import Input, describe
from lablib.cli.sweep_play import How, failures_told
from lablib.cli.sweep_values import KEY_WORDS, YES_NO, of_lambda, or_unlimited, values, word
from lablib.simulator import limits

sweep = typer.Typer(
    no_args_is_help=True,
    help="Run every combination of settings, and compare them. You see what each loses and costs.",
)

Workers = Annotated[
    int | None,
    typer.Option(
        parser=whole(1, 256),
        metavar="<number>",
        help="number of processes, here or of --dask local [default: one per processor]",
    ),
]
Dask = Annotated[
    str | None,
    typer.Option(metavar="ADDRESS|local", help="make the runs on a Dask cluster, such as tcp://host:8786"),
]
Out = Annotated[Path, typer.Option(help="the CSV to write, with a row for each run")]
Parquet = Annotated[Path | None, typer.Option(help="also write the rows as Parquet, which needs pyarrow")]
Drawn = Annotated[
    Path | None, typer.Option("--picture", help="draw the combinations that no other beats into this PNG")
]
Resume = Annotated[bool, typer.Option("--resume", help="continue the CSV of an interrupted sweep")]
MostRuns = Annotated[
    int, typer.Option(parser=whole(1), metavar="<number>", help="refuse to make more runs than this")
]
Seeds = Annotated[
    str,
    typer.Option(
        metavar="<numbers>", help="seeds, separated by commas; each combination runs with all of them"
    ),
]


@sweep.command()
def producer(
    file: Annotated[
        Path | None,
        typer.Argument(help="a file of traffic, as for lablib replay [default: the hour of the incident]"),
    ] = None,
    shards: Annotated[
        str,
        typer.Option(
            metavar="<numbers>", help="numbers of shards, separated by commas; so in the options below"
        ),
    ] = "4,8,12",
    flush_every: Annotated[
        str, typer.Option(metavar="<seconds>", help="seconds between two flushes")
    ] = "1,5",
    producers: Annotated[str, typer.Option("--producer", metavar="naive,careful")] = "naive,careful",
    partition_key: Annotated[str, typer.Option(metavar=",".join(KEY_WORDS))] = "as-it-is",
    packed: Annotated[
        str, typer.Option(metavar="no,yes", help="whether gateways pack a flush's events")
    ] = "no",
    seeds: Seeds = "7,8,9",
    fleet: Annotated[
        int, typer.Option(parser=whole(1, MOST_GATEWAYS), metavar="<number>", help="number of gateways")
    ] = 60,
    seconds: Annotated[
        float | None,
        typer.Option(
            parser=number(1), metavar="<seconds>", help="how much of the file to run [default: all of it]"
        ),
    ] = None,
    key: KeyColumn = None,
    time: TimeColumn = None,
    time_unit: TimeUnit = None,
    time_format: TimeFormat = None,
    header: Header = True,
    size: SizeColumn = None,
    out: Out = Path("sweep.csv"),
    parquet: Parquet = None,
    picture: Drawn = None,
    workers: Workers = None,
    dask: Dask = None,
    resume: Resume = False,
    most_runs: MostRuns = 10_000,
) -> None:
    """What does your traffic lose with each combination of shards, flush, producer, key and packing?"""
    from lablib.scenarios.advice import KEYS, Plan, Traffic
    from lablib.scenarios.sweep import ProducerJob, grid
    from lablib.traffic.gateways import USAGE_EVENTS
    from lablib.traffic.outline import Outline
    from lablib.traffic.reading.header import Wanted

    intervals_s = values("--flush-every", flush_every, number(0.1, limits.S_PER_HOUR))
    axes = {
        "shards": values("--shards", shards, whole(1, limits.SHARDS_PER_ACCOUNT)),
        "flush_every_s": intervals_s,
        "producer": tuple(map(str, values("--producer", producers, one_of(Kind)))),
        "key": values("--partition-key", partition_key, word(dict(zip(KEY_WORDS, KEYS, strict=True)))),
        "packed": values("--packed", packed, word(YES_NO)),
    }
    runs = grid(Plan, axes, values("--seeds", seeds, whole()))
    how = How(out, parquet, picture, workers, dask, resume, most_runs)
    with failures_told(out):
        how.check()
        path = USAGE_EVENTS if file is None else file
        outline = Input(path, Wanted(time, key, size, time_unit, time_format, header), exact=False).read()
        assert isinstance(outline, Outline)
        check_length(outline, seconds)
        describe(path, outline, min(intervals_s))
        how.sweep(ProducerJob(Traffic(outline, fleet, runs[0].seed, seconds), path.name).to_send(), runs)


@sweep.command()
def mapping(
    batch_size: Annotated[
        str,
        typer.Option(
            metavar="<numbers>", help="BatchSize; separate values with commas, also in the options below"
        ),
    ] = "10,100",
    window: Annotated[str, typer.Option(metavar="<seconds>", help="MaximumBatchingWindowInSeconds")] = "0",
    parallelization_factor: Annotated[str, typer.Option(metavar="<numbers>")] = "1",
    retries: Annotated[
        str, typer.Option(metavar="<numbers>", help="MaximumRetryAttempts; -1: no bound")
    ] = "-1,2",
    record_age: Annotated[
        str, typer.Option(metavar="<seconds>", help="MaximumRecordAgeInSeconds; -1: no bound")
    ] = "-1",
    bisect: Annotated[str, typer.Option(metavar="no,yes", help="BisectBatchOnFunctionError")] = "no,yes",
    partial_responses: Annotated[
        str, typer.Option(metavar="no,yes", help="ReportBatchItemFailures")
    ] = "no,yes",
    destination: Annotated[str, typer.Option(metavar="no,yes", help="an OnFailure destination")] = "no,yes",
    poison_share: Annotated[
        str, typer.Option(metavar="<shares>", help="share of malformed records, 0 to 1")
    ] = "0.005",
    handler_ms: Annotated[
        str, typer.Option(metavar="<ms>", help="how long the handler takes for a record")
    ] = "300",
    seeds: Seeds = "16,17,18",
    out: Out = Path("sweep.csv"),
    parquet: Parquet = None,
    picture: Drawn = None,
    workers: Workers = None,
    dask: Dask = None,
    resume: Resume = False,
    most_runs: MostRuns = 10_000,
) -> None:
    """What does a mapping lose, repeat and delay with each combination of its settings?"""
    from lablib.scenarios.mapping.what_if import Knobs
    from lablib.scenarios.sweep import MappingJob, grid

    age = or_unlimited(of_lambda("MaximumRecordAgeInSeconds", limits.MAPPING_RECORD_AGE_MIN_S))
    axes = {
        "batch_size": values("--batch-size", batch_size, of_lambda("BatchSize")),
        "window_s": values("--window", window, of_lambda("MaximumBatchingWindowInSeconds")),
        "parallelization_factor": values(
            "--parallelization-factor", parallelization_factor, of_lambda("ParallelizationFactor")
        ),
        "maximum_retry_attempts": values(
            "--retries", retries, of_lambda("MaximumRetryAttemptsEventSourceMapping")
        ),
        "maximum_record_age_s": values("--record-age", record_age, age),
        "bisect": values("--bisect", bisect, word(YES_NO)),
        "partial_responses": values("--partial-responses", partial_responses, word(YES_NO)),
        "destination": values("--destination", destination, word(YES_NO)),
        "poison_share": values("--poison-share", poison_share, number(0, 1)),
        "handler_ms": values("--handler-ms", handler_ms, whole(0)),
    }
    runs = grid(Knobs, axes, values("--seeds", seeds, whole()))
    how = How(out, parquet, picture, workers, dask, resume, most_runs)
    with failures_told(out):
        how.check()
        how.sweep(MappingJob(), runs)
