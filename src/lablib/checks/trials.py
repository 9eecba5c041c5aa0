"""The situations that exercise 02.1 is tried in: a calm day, three kinds of trouble, two of outage."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from lablib.checks.run import Events, Trial
from lablib.traffic import incident
from lablib.world import World

FOR_EVER_S = 1e6
SCATTERED_RATE = 0.05
TRAFFIC_S = 600
"""Long enough for one gateway to have more events than any trial needs."""


@cache
def trials() -> tuple[Trial, ...]:
    """In the order in which they are run: from the simplest trouble to the worst."""
    return (
        Trial("calm", _events(1_250), _nothing, refuses=False),
        Trial("burst on one shard", _of_one_tenant(_events(1_500)), _nothing, seed=8),
        Trial("scattered failures", _events(1_250), _scattered, seed=9),
        Trial("one call fails", _events(1_250), _one_call_fails, seed=10),
        Trial("outage", _events(1_250), _every_record_is_refused, seed=11, ends_well=False),
        Trial("nobody answers", _events(750), _every_call_fails, seed=12, ends_well=False),
    )


def _events(count: int) -> Events:
    """The first events of a gateway of the incident, as a learner's function gets them."""
    (gateway,) = incident(gateways=1, seconds=TRAFFIC_S)
    return [event.as_dict() for event in gateway.due(gateway.end_us)[:count]]


def _of_one_tenant(events: Events) -> Events:
    return [event | {"tenant": events[0]["tenant"]} for event in events]


def _nothing(world: World) -> Iterator[None]:
    """All goes well."""
    yield


def _scattered(world: World) -> Iterator[None]:
    """Single records fail in the service, here and there."""
    world.fault("internal_failure", for_s=FOR_EVER_S, rate=SCATTERED_RATE)
    yield


def _one_call_fails(world: World) -> Iterator[None]:
    """The first call fails through all of botocore's own retries, however many; then the service is back."""
    fault = world.fault("http_500", for_s=FOR_EVER_S)
    yield
    world.faults.remove(fault)


def _every_record_is_refused(world: World) -> Iterator[None]:
    """The first call is stored. From the second on no record is, though each call is answered."""
    yield
    world.fault("internal_failure", for_s=FOR_EVER_S)


def _every_call_fails(world: World) -> Iterator[None]:
    """The first call is stored. From the second on nobody answers."""
    yield
    world.fault("connection_refused", for_s=FOR_EVER_S)
