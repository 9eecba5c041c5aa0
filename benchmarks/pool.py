"""The same calls in the threads of an executor and in spawned flows: what a thread costs on top."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from typing import Any

import boto3

from benchmarks.put import STREAM
from benchmarks.row import Call, Row, by_turns, milliseconds, seconds_of
from lablib import World
from lablib.scenarios.replay.incident import make_stream

AT_ONCE, CALLS = 8, 10
MOST = 1.2


def put_alone(kinesis: Any, name: int) -> None:
    """The calls of one thread, or of one flow."""
    for number in range(CALLS):
        kinesis.put_record(StreamName=STREAM, Data=f"{name}-{number}", PartitionKey=f"t-{name}")


@contextmanager
def in_threads() -> Iterator[Call]:
    """An executor of their own for each turn."""
    with World(seed=7):
        make_stream(AT_ONCE, STREAM)
        kinesis = boto3.client("kinesis")

        def turn() -> None:
            with ThreadPoolExecutor(AT_ONCE) as pool:
                list(pool.map(partial(put_alone, kinesis), range(AT_ONCE)))

        yield lambda: seconds_of(turn)


@contextmanager
def in_flows() -> Iterator[Call]:
    """As many flows, spawned and joined."""
    with World(seed=7) as world:
        make_stream(AT_ONCE, STREAM)
        kinesis = boto3.client("kinesis")
        yield lambda: seconds_of(
            lambda: world.join(*(world.spawn(put_alone, kinesis, name) for name in range(AT_ONCE)))
        )


def against_flows(rounds: int) -> Row:
    """One turn is 80 PutRecord calls."""
    threads_s, flows_s = by_turns(in_threads, in_flows, rounds)
    ratio = threads_s / flows_s
    what = f"{AT_ONCE * CALLS} PutRecord calls in {AT_ONCE} threads of an executor, against spawned flows"
    measured = f"{ratio:.2f} times {milliseconds(threads_s, flows_s)}"
    return Row(what, measured, f"at most {MOST} times", ratio <= MOST)
