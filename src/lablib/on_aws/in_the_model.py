"""The model's run: the same measurements, played in a world each."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime

from lablib.conformance.endpoints.ours import Simulator
from lablib.conformance.environment import Environment
from lablib.on_aws.measurement import Measurement
from lablib.on_aws.run import Entry, Origin, Run
from lablib.simulator import limits
from lablib.simulator.call_forms import called_as, require_a
from lablib.simulator.world import World

MakeWorld = Callable[[int], World]
"""`make_world(seed)`: another region than the model's, with other choices."""


@called_as('play([ALL["burst"]], 7)')
def play(measurements: Iterable[Measurement], seed: int, make_world: MakeWorld = World) -> Run:
    """Play them, each in a world of its own."""
    require_a(Iterable, measurements, "play", 'measurements, as in play([ALL["burst"]], 7)')
    measurements = [*measurements]
    for each in measurements:
        require_a(Measurement, each, "play", 'measurements, as in play([ALL["burst"]], 7)')
    began = datetime.fromtimestamp(limits.WORLD_START_S, UTC).isoformat()
    run = Run(Origin.PLAYED, seed, limits.REGION, began)
    for measurement in measurements:
        with make_world(seed) as world:
            environment = Environment(Simulator(world), f"lablib-{measurement.id}".replace("_", "-"))
            run.entries[measurement.id] = Entry(measurement.observe(environment))
    return run
