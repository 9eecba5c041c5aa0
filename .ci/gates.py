"""Run gates side by side, each on a core of its own, and print what each said and took.

    python .ci/gates.py test make            the gates of make test
    python .ci/gates.py check make           those of make check
    python .ci/gates.py --hold test make     fail if one takes longer than its share in budget.toml

The arguments behind the table's name are the command that makes a gate, without the gate's name.
"""

from __future__ import annotations

import subprocess
import sys
import time
import tomllib
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path
from typing import NamedTuple

SHARES = Path(__file__).with_name("budget.toml")
CORES = 2
ON_ONE_CORE = "WORKERS=0"


class Run(NamedTuple):
    """A gate that has run; `took_s` is time on the wall."""

    gate: str
    passed: bool
    took_s: float
    said: str


def run(make: list[str], gate: str) -> Run:
    """Make the gate in one process."""
    print(f"==> {gate} begins\n", end="", flush=True)  # one write: gates begin side by side
    began_s = time.monotonic()
    done = subprocess.run(
        [*make, gate, ON_ONE_CORE],
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    return Run(gate, done.returncode == 0, time.monotonic() - began_s, done.stdout)


def side_by_side(make: list[str], gates: list[str]) -> list[Run]:
    """All of them, `CORES` at a time in this order; what one said is printed when it is over."""
    runs = []
    with ThreadPoolExecutor(CORES) as pool:
        try:
            for finished in as_completed([pool.submit(run, make, gate) for gate in gates]):
                runs.append(finished.result())
                print(f"{runs[-1].said}\n", end="", flush=True)
        except KeyboardInterrupt:
            pool.shutdown(cancel_futures=True)
            raise
    return runs


def main(arguments: list[str]) -> int:
    """The exit code is 1 if a gate failed, or must be held to its share and took longer."""
    hold = arguments[0] == "--hold"
    table, *make = arguments[1:] if hold else arguments
    shares: dict[str, float] = tomllib.loads(SHARES.read_text("utf-8"))[table]
    began_s = time.monotonic()
    runs = side_by_side(make, sorted(shares, key=shares.__getitem__, reverse=True))
    print(f"==> {len(runs)} gates, {CORES} at a time: {time.monotonic() - began_s:.0f} s")
    held = True
    for gate, passed, took_s, _ in sorted(runs, key=lambda each: list(shares).index(each.gate)):
        verdict = "fails" if not passed else "takes too long" if took_s > shares[gate] else "holds"
        held = held and passed and (verdict == "holds" or not hold)
        print(f"{gate:12} {took_s:6.0f} s of {shares[gate]:3.0f} s  {verdict}")
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
