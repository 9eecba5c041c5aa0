"""Run each gate of make test, and fail if one fails or takes longer than its share in budget.toml.

    python .ci/budget.py make

The arguments are the command that makes a gate, without the gate's name.
"""

from __future__ import annotations

import subprocess
import sys
import time
import tomllib
from pathlib import Path

SHARES = Path(__file__).with_name("budget.toml")


def main(make: list[str]) -> int:
    """Print what each gate took; the exit code is 1 if a gate failed or outgrew its share."""
    shares: dict[str, float] = tomllib.loads(SHARES.read_text("utf-8"))["seconds"]
    lines, held = [], True
    for gate, share_s in shares.items():
        began_s = time.monotonic()
        passed = subprocess.run([*make, gate], check=False).returncode == 0
        took_s = time.monotonic() - began_s
        verdict = "fails" if not passed else "takes too long" if took_s > share_s else "holds"
        held = held and verdict == "holds"
        lines.append(f"{gate:12} {took_s:6.0f} s of {share_s:3.0f} s  {verdict}")
    print("\n==> The gates of make test: wall-clock time, for two cores that do nothing else")
    print(*lines, sep="\n")
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
