"""The world of a night: its time, its scale, and how late a dashboard and a mapping are."""

from __future__ import annotations

from lablib.scenarios.incidents import scale, slo
from lablib.scenarios.incidents.identity import event_in
from lablib.scenarios.incidents.incident import Incident
from lablib.simulator import limits
from lablib.simulator.world import World

MAPPING_CHANGE_S = 60.0
"""Creating and updating a mapping take so long; AWS says minutes."""


def night_world(incident: Incident) -> World:
    """A closed one. It begins as long before the night as the incident's stream was written before."""
    setup = incident.setup
    start_us = round((limits.WORLD_START_S - setup.before_h * limits.S_PER_HOUR) * limits.US_PER_S)
    world = World(
        incident.seed,
        start_us=start_us,
        policies=scale.policies(setup),
        identify=event_in,
        name=f"game day, level {incident.level}",
    )
    world.metrics.visible_after_s = slo.SEEN_AFTER_S
    world.lambda_.mapping_create_s = world.lambda_.mapping_update_s = MAPPING_CHANGE_S
    return world
