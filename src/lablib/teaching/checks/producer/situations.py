"""Situations for a producer: the events that it has to send, and what goes wrong meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from typing import Any

from lablib.simulator import limits
from lablib.simulator.world import World
from lablib.traffic import incident

Events = list[dict[str, Any]]
Trouble = Callable[[World], Iterator[None]]
"""What goes wrong, as a generator: up to its first `yield` before the first call, and so on."""

FOR_EVER_S = 1e6
SCATTERED_RATE = 0.05
TRAFFIC_S = 600
"""Long enough for one gateway to have more events than any trial needs."""


@dataclass(frozen=True, slots=True)
class Trial:
    """A situation: events to send over `shards`, with what goes wrong meanwhile."""

    name: str
    events: Events
    trouble: Trouble
    shards: int = 4
    seed: int = 7
    refuses: bool = True
    """Whether some records are refused at first, so that more calls than usual are needed."""
    ends_well: bool = True
    """Whether trying again stores everything in the end, apart from the hopeless."""
    hopeless: frozenset[Hashable] = frozenset()
    """Ids of events that no call can ever store."""


# --- events ------------------------------------------------------------------------------------------


def usage_events(count: int) -> Events:
    """The first events of a gateway of the incident, as a learner's function gets them."""
    (gateway,) = incident(gateways=1, seconds=TRAFFIC_S)
    return [event.as_dict() for event in gateway.due(gateway.end_us)[:count]]


def of_one_tenant(events: Events) -> Events:
    """The same events, all for one shard."""
    return [event | {"tenant": events[0]["tenant"]} for event in events]


def with_a_prompt(events: Events, index: int) -> Events:
    """The same events, but the one at `index` carries a whole prompt and is larger than a record may be."""
    prompt = "x" * (limits.RECORD_MAX_KIB_DEFAULT * 1_024)
    return [*events[:index], events[index] | {"prompt": prompt}, *events[index + 1 :]]


def with_prompts(events: Events, prompt_bytes: int) -> Events:
    """The same events, all with a prompt and a tenant of their own: legal records, in any shard."""
    prompt = "x" * prompt_bytes
    return [event | {"prompt": prompt, "tenant": event["event_id"]} for event in events]


# --- trouble -----------------------------------------------------------------------------------------


def nothing(world: World) -> Iterator[None]:
    """All goes well."""
    yield


def scattered_failures(world: World) -> Iterator[None]:
    """Single records fail in the service, here and there."""
    world.fault("internal_failure", for_s=FOR_EVER_S, rate=SCATTERED_RATE)
    yield


def one_call_fails(world: World) -> Iterator[None]:
    """The first call fails through all of botocore's own retries, however many; then the service is back."""
    fault = world.fault("http_500", for_s=FOR_EVER_S)
    yield
    world.faults.remove(fault)


def every_record_is_refused(world: World) -> Iterator[None]:
    """Three calls go as they go. From the fourth on no record is stored, though each call is answered."""
    yield
    yield
    yield
    world.fault("internal_failure", for_s=FOR_EVER_S)


def every_call_fails(world: World) -> Iterator[None]:
    """The first call is stored. From the second on nobody answers."""
    yield
    world.fault("connection_refused", for_s=FOR_EVER_S)
