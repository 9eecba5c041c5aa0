"""Write the incident's traffic again: `python -m lablib.traffic [PATH] [--seed N]`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from lablib.traffic.burstiness import comparison_row
from lablib.traffic.gateways import USAGE_EVENTS
from lablib.traffic.usage_events import SEED, service_of, write


def main() -> None:
    """Write the file, then show how bursty it is, as in the table of `data/README.md`."""
    arguments = argparse.ArgumentParser(prog="python -m lablib.traffic", description=__doc__)
    arguments.add_argument("path", nargs="?", type=Path, default=USAGE_EVENTS)
    arguments.add_argument("--seed", type=int, default=SEED)
    given = arguments.parse_args()
    events = write(given.path, given.seed)
    said = [f"{len(events):,} events, {given.path.stat().st_size:,} bytes in {given.path}"]
    for service in ("code", "chat"):
        times_us = [event.t_us for event in events if service_of(event.model) == service]
        said.append(comparison_row(service, times_us))
    said.append(comparison_row("both", [event.t_us for event in events]))
    sys.stdout.write("\n".join(said) + "\n")


if __name__ == "__main__":
    main()
