"""Run gates side by side, and print what each said and took.

    python .ci/gates.py test make            the gates of make test
    python .ci/gates.py check make           those of make check
    python .ci/gates.py --hold test make     fail if one takes more than its share in budget.toml

A gate that talks to a kernel or a browser waits for it, so one more runs than there are cores. A share is in
seconds of a processor, which are the same whatever else runs; the whole is in seconds on the wall.

The arguments behind the table's name are the command that makes a gate, without the gate's name.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
import tomllib
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path
from typing import NamedTuple

SHARES = Path(__file__).with_name("budget.toml")
CORES = 2
AT_ONCE = CORES + 1
MOST_S = {"test": 360, "check": 60}
"""What all gates of a table may take, on the wall of two cores that do nothing else."""
ON_ONE_CORE = "WORKERS=0"
_stopped = threading.Event()
"""Ctrl-C has ended a gate, so no other begins. A gate gets it sooner than this program's own thread."""


class Run(NamedTuple):
    """A gate that has run; `cpu_s` is what its processes used."""

    gate: str
    passed: bool
    cpu_s: float
    said: str


def run(make: list[str], gate: str) -> Run:
    """Make the gate in one process."""
    if _stopped.is_set():
        return Run(gate, False, 0.0, "")
    print(f"==> {gate} begins\n", end="", flush=True)  # one write: gates begin side by side
    with subprocess.Popen(
        [*make, gate, ON_ONE_CORE],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    ) as process:
        assert process.stdout
        said = process.stdout.read()
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode == -signal.SIGINT:
        _stopped.set()
    return Run(gate, status == 0, used.ru_utime + used.ru_stime, said)


def side_by_side(make: list[str], gates: list[str]) -> list[Run]:
    """All of them, `AT_ONCE` in this order; what one said is printed when it is over."""
    runs = []
    with ThreadPoolExecutor(AT_ONCE) as pool:
        try:
            for finished in as_completed([pool.submit(run, make, gate) for gate in gates]):
                runs.append(finished.result())
                print(f"{runs[-1].said}\n", end="", flush=True)
        except KeyboardInterrupt:
            pool.shutdown(cancel_futures=True)
            raise
    return runs


def main(arguments: list[str]) -> int:
    """The exit code is 1 if a gate failed, or must be held to its share and took more."""
    hold = arguments[0] == "--hold"
    table, *make = arguments[1:] if hold else arguments
    shares: dict[str, float] = tomllib.loads(SHARES.read_text("utf-8"))[table]
    began_s = time.monotonic()
    runs = side_by_side(make, list(shares))
    took_s = time.monotonic() - began_s
    print(f"==> {len(runs)} gates, {AT_ONCE} at a time: {took_s:.0f} s of {MOST_S[table]} s; of a processor:")
    held = took_s <= MOST_S[table] or not hold
    for gate, passed, cpu_s, _ in sorted(runs, key=lambda each: list(shares).index(each.gate)):
        verdict = "fails" if not passed else "takes too long" if cpu_s > shares[gate] else "holds"
        held = held and passed and (verdict == "holds" or not hold)
        print(f"{gate:12} {cpu_s:6.0f} s of {shares[gate]:3.0f} s  {verdict}")
    return 0 if held else 1


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:  # the gates got it, too, and have ended
        print("==> stopped before the end")
        sys.exit(130)
