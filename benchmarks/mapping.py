"""A day of a mapping: four shards, 2.5 records a second in each, a handler that only looks at its event.

Each day runs in a process of its own, so that its peak of memory is known.
"""

from __future__ import annotations

import subprocess
import sys
from base64 import b64decode
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import boto3

from benchmarks.row import Row, seconds_of
from lablib import World
from lablib.scenarios.replay.incident import STREAM, make_stream
from lablib.simulator import limits
from lablib.traffic.load_generator import feed

ROOT = Path(__file__).parents[1]
SHARDS, RECORDS_PER_S, KEYS = 4, 10, 200
LEAST_PACE = 5_000
POISON = b'"number":36000,'
STATUS = Path("/proc/self/status")


class Usage(NamedTuple):
    """A usage event of some 120 bytes."""

    number: int
    at_us: int

    @property
    def key(self) -> str:
        """The tenant."""
        return f"t-{self.number % KEYS:04d}"

    def payload(self) -> bytes:
        """The record's data."""
        rest = b'"model":"chat-swift","tokens_in":1034,"tokens_out":120}'
        return b'{"event_id":"g00-%08d","number":%d,' % (self.number, self.number) + rest


def usage(start_us: int, seconds: int) -> Iterator[Usage]:
    """At a steady rate."""
    every_us = limits.US_PER_S // RECORDS_PER_S
    for number in range(seconds * RECORDS_PER_S):
        yield Usage(number, start_us + number * every_us)


def run(seconds: int, *, poison: bool) -> float:
    """CPU seconds, with AWS's defaults. `poison`: a record of the second hour never goes through."""

    def bill(event: dict[str, Any], context: Any) -> None:
        if poison and any(POISON in b64decode(record["kinesis"]["data"]) for record in event["Records"]):
            raise ValueError("cannot be billed")

    with World(seed=7) as world:
        make_stream(SHARDS)
        world.deploy(bill)
        arn = world.kinesis.streams[STREAM].arn
        boto3.client("lambda").create_event_source_mapping(
            FunctionName="bill", EventSourceArn=arn, StartingPosition="TRIM_HORIZON"
        )
        feed(world, STREAM, usage(world.clock.now_us, seconds))
        cpu_s = seconds_of(lambda: world.sleep(seconds))
        assert world.ledger.balance(world.clock.now_us) == 0
        assert world.totals()["handled"] >= seconds * RECORDS_PER_S * (0.7 if poison else 0.999)
    return cpu_s


def day(hours: int, *, poison: bool) -> list[Row]:
    """The pace, and the peak of the process."""
    seconds = hours * limits.S_PER_HOUR
    script = f"from benchmarks.mapping import *; print(run({seconds}, poison={poison}), peak_mb())"
    out = subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=True, capture_output=True, text=True)
    cpu_s, peak = (float(each) for each in out.stdout.split())
    what = f"{'a poison pill in ' if poison else ''}{hours} h of a mapping, 4 shards x 2.5 records/s"
    pace = seconds / cpu_s
    return [
        Row(
            f"{what}: virtual seconds per CPU second",
            f"{pace:,.0f}",
            f"at least {LEAST_PACE:,}",
            pace >= LEAST_PACE,
        ),
        Row(
            f"{what}: peak of the process", f"{peak:.0f} MB", "at most 700 MB", peak <= 700 if peak else None
        ),
    ]


def peak_mb() -> float:
    """The most memory that this process had; 0 where the system does not tell."""
    if not STATUS.exists():
        return 0.0
    (line,) = [line for line in STATUS.read_text().splitlines() if line.startswith("VmHWM:")]
    return int(line.split()[1]) / 2**10
