"""PutRecords of 500 x 200 B over HTTP: this server beside moto's and, where it is installed, kinesalite.

Each server is a process of its own, and all get the same client, by turns: latency with one client, and
throughput with four at once. Our model's latency of 8 ms is switched off: the others have none.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

import boto3

from benchmarks.put import RECORDS, SHARDS, STREAM, Entries, batches
from benchmarks.row import Row
from lablib.simulator.clock.virtual_time import real_monotonic

ROOT = Path(__file__).parents[1]
CLIENTS, TURNS = 4, 3
KEYS = {"aws_access_key_id": "bench", "aws_secret_access_key": "bench", "region_name": "us-east-1"}
OURS = "from lablib.cli.app import app; app(['serve', '--latency-ms', '0', '--speed', '60', '--port', '{}'])"
FOR_MOTO = ("flask", "flask-cors")  # what moto's server needs and the library doesn't
MOTO = "from moto.server import main; main(['-p', '{}'])"


def free_port() -> int:
    """A port that nobody has now."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def commands(packages: str) -> dict[str, list[str]]:
    """By name, with {} for the port. `npm install -g kinesalite` is what the third needs."""
    moto = f"import sys; sys.path.append({packages!r}); {MOTO}"
    found = {"lablib": [sys.executable, "-c", OURS], "moto": [sys.executable, "-W", "ignore", "-c", moto]}
    kinesalite = shutil.which("kinesalite")
    if kinesalite:
        found["kinesalite"] = [kinesalite, "--port", "{}", "--shardLimit", "100", "--createStreamMs", "0"]
    return found


@contextmanager
def server(command: list[str]) -> Iterator[Any]:
    """A client of a server of its own that has the stream."""
    port = free_port()
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    process = subprocess.Popen([each.replace("{}", str(port)) for each in command], env=environment, **quiet)
    try:
        wait_for(port)
        kinesis = boto3.client("kinesis", endpoint_url=f"http://127.0.0.1:{port}", **KEYS)
        kinesis.create_stream(StreamName=STREAM, ShardCount=SHARDS)
        kinesis.get_waiter("stream_exists").wait(StreamName=STREAM, WaiterConfig={"Delay": 1})
        yield kinesis
    finally:
        process.terminate()
        process.wait(timeout=20)


def wait_for(port: int, at_most_s: float = 60) -> None:
    """Until somebody answers there."""
    until_s = real_monotonic() + at_most_s
    while real_monotonic() < until_s:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.1)
    raise TimeoutError(f"nobody answers at port {port}")


def latencies_s(kinesis: Any, calls: list[Entries]) -> list[float]:
    """Real seconds of each call, one after another."""
    seconds = []
    for entries in calls:
        start_s = real_monotonic()
        kinesis.put_records(StreamName=STREAM, Records=entries)
        seconds.append(real_monotonic() - start_s)
    return seconds


def records_per_s(kinesis: Any, calls: list[Entries]) -> float:
    """With several clients at once. A boto3 client may be shared among threads."""
    start_s = real_monotonic()
    with ThreadPoolExecutor(CLIENTS) as pool:
        list(pool.map(lambda entries: kinesis.put_records(StreamName=STREAM, Records=entries), calls))
    return len(calls) * RECORDS / (real_monotonic() - start_s)


def over_http(rounds: int) -> list[Row]:
    """Two rows for each of the others, ours against it."""
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--target"]
    with TemporaryDirectory() as packages:
        subprocess.run([*pip, packages, *FOR_MOTO], check=True)
        every = commands(packages)
        with server(every.pop("lablib")) as ours:
            rows = [against(name, command, ours, rounds) for name, command in every.items()]
    return [row for pair in rows for row in pair]


def against(name: str, command: list[str], ours: Any, rounds: int) -> list[Row]:
    """By short turns, so that a busy machine hurts both alike."""
    made, each = batches(), max(rounds // TURNS, 4)
    with server(command) as other:
        slow: dict[Any, list[float]] = {ours: [], other: []}
        fast: dict[Any, list[float]] = {ours: [], other: []}
        for _ in range(TURNS):
            for one in (ours, other):
                latencies_s(one, [next(made)])  # opens the connection
                slow[one] += latencies_s(one, [next(made) for _ in range(each)])
                fast[one].append(records_per_s(one, [next(made) for _ in range(each)]))
    return compared(name, median(slow[ours]), median(slow[other]), max(fast[ours]), max(fast[other]))


def compared(name: str, ours_s: float, other_s: float, ours_rate: float, other_rate: float) -> list[Row]:
    """Latency and throughput as ratios."""
    what = f"PutRecords 500 x 200 B over HTTP, against {name}"
    latency = f"{other_s / ours_s:.1f} x quicker ({ours_s * 1e3:.1f} ms, {other_s * 1e3:.1f} ms)"
    rate = f"{ours_rate / other_rate:.1f} x ({ours_rate:,.0f}, {other_rate:,.0f} records/s)"
    return [
        Row(f"{what}: latency", latency, "at most as long", ours_s <= other_s),
        Row(f"{what}: {CLIENTS} clients at once", rate, "at least as many", ours_rate >= other_rate),
    ]
