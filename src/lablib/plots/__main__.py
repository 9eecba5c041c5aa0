"""`python -m lablib.plots`: draw the picture that opens the README again, into docs/images/."""

from __future__ import annotations

from pathlib import Path

from lablib.limits import METRIC_PERIOD_S, US_PER_S
from lablib.plots import minute_and_second
from lablib.producers import naive
from lablib.replay import FLUSH_EVERY_S, STREAM, make_stream, next_tick_us, play
from lablib.traffic import incident
from lablib.world import World

SHARDS = 4
SECONDS = 180


def main() -> None:
    """Replay three minutes of the incident, as the README tells it, and draw them."""
    with World(seed=7) as world:
        make_stream(SHARDS)
        start_us = next_tick_us(world.clock.now_us, METRIC_PERIOD_S) - FLUSH_EVERY_S * US_PER_S
        gateways = incident(world.seed, seconds=SECONDS, start_us=start_us)
        play(world, gateways, naive)
        picture = minute_and_second(world.metrics.seconds.table(STREAM))
    path = Path(__file__).parents[3] / "docs" / "images" / "incident.png"
    path.parent.mkdir(exist_ok=True)
    picture.save(path)
    print(f"{path.name}: {picture.summary}")


if __name__ == "__main__":
    main()
