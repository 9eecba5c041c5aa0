"""`python -m lablib.pictures.plots`: draw the picture that opens the README again, into docs/images/."""

from __future__ import annotations

from pathlib import Path

from lablib.pictures.plots import Picture, incident_at_a_glance
from lablib.scenarios.replay.incident import FLUSH_EVERY_S, STREAM, make_stream, next_tick_us, play
from lablib.simulator.limits import METRIC_PERIOD_S, US_PER_S
from lablib.simulator.world import World
from lablib.traffic import incident
from lablib.traffic.producers import naive

INCIDENT_PNG = Path(__file__).parents[4] / "docs" / "images" / "incident.png"
SHARDS = 4
SECONDS = 180


def draw_incident() -> Picture:
    """Replay three minutes of the incident, as the README tells it, and draw them."""
    with World(seed=7) as world:
        make_stream(SHARDS)
        start_us = next_tick_us(world.clock.now_us, METRIC_PERIOD_S) - FLUSH_EVERY_S * US_PER_S
        play(world, incident(world.seed, seconds=SECONDS, start_us=start_us), naive)
        return incident_at_a_glance(world.metrics.seconds.table(STREAM), world.totals())


def main() -> None:
    """Write the picture and say its numbers."""
    drawn = draw_incident()
    INCIDENT_PNG.parent.mkdir(exist_ok=True)
    drawn.save(INCIDENT_PNG)
    print(f"{INCIDENT_PNG.name}: {drawn.summary}")


if __name__ == "__main__":
    main()
