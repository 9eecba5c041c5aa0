"""What a recording costs: the same run with a tape and without, by turns, and the document made of it."""

from __future__ import annotations

from collections.abc import Callable
from statistics import median

import boto3

from benchmarks.row import Row, seconds_of
from lablib import World
from lablib.pictures.player.document import MOST_BYTES, document, to_json
from lablib.scenarios.replay import exact_engine
from lablib.scenarios.replay.incident import STREAM, make_stream
from lablib.simulator import limits
from lablib.traffic import feed, incident, read_trace
from lablib.traffic.gateways import USAGE_EVENTS
from lablib.traffic.producers import PRODUCERS

MOST_SHARE = 0.12
SHARDS = 4
Run = Callable[[World], None]


def recording(seconds: int, rounds: int) -> list[Row]:
    """Producers through boto3, and a feed with a mapping, which uses no network."""
    trace = read_trace(USAGE_EVENTS)

    def producers(world: World) -> None:
        exact_engine.replay(world, trace, PRODUCERS["careful"], shards=SHARDS, seconds=seconds)

    def mapping(world: World) -> None:
        make_stream(SHARDS)
        world.deploy(lambda event, context: None, name="bill")
        boto3.client("lambda").create_event_source_mapping(
            FunctionName="bill",
            EventSourceArn=world.kinesis.streams[STREAM].arn,
            StartingPosition="TRIM_HORIZON",
        )
        start_us = world.clock.now_us + limits.METRIC_PERIOD_S * limits.US_PER_S
        feed(world, STREAM, incident(gateways=1, seconds=20 * seconds, start_us=start_us)[0]).join()

    return [
        _against(f"a tape of {seconds} s of 60 gateways, over the same run without", producers, rounds),
        _against(f"a tape of {20 * seconds} s of a feed and a mapping, over none", mapping, rounds),
        _document(seconds, producers),
    ]


def _against(what: str, run: Run, rounds: int) -> Row:
    """By turns after one to warm up: the median of pairs, as a busy machine slows both of a pair alike."""
    _seconds(run, recorded=True)
    pairs = [(_seconds(run, recorded=False), _seconds(run, recorded=True)) for _ in range(rounds)]
    without_s, with_s = (median(each) for each in zip(*pairs, strict=True))
    more = median(recorded_s / plain_s for plain_s, recorded_s in pairs) - 1
    measured = f"{more:+.1%} ({with_s:.2f} s, {without_s:.2f} s)"
    return Row(what, measured, f"at most {MOST_SHARE:+.0%}", more <= MOST_SHARE)


def _seconds(run: Run, *, recorded: bool) -> float:
    with World(seed=7) as world:
        if recorded:
            world.record()
        return seconds_of(lambda: run(world))


def _document(seconds: int, run: Run) -> Row:
    with World(seed=7) as world:
        world.record()
        run(world)
        shown = ""

        def make() -> None:
            nonlocal shown
            shown = to_json(document(world))

        took_s = seconds_of(make)
    what = f"the document of {seconds} s of 60 gateways"
    measured = f"{len(shown) / 1_000:.0f} kB in {took_s:.2f} s"
    return Row(what, measured, f"at most {MOST_BYTES // 1_000} kB", len(shown) <= MOST_BYTES)
