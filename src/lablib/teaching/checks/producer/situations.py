"""Situations for a producer: the events that it has to send, and what goes wrong meanwhile."""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from lablib.scenarios.fresh_world import STOP_AFTER_S
from lablib.scenarios.replay.incident import STREAM
from lablib.simulator import limits
from lablib.simulator.world import World
from lablib.traffic import incident

Events = list[dict[str, Any]]
Trouble = Callable[[World], Iterator[None]]
"""What goes wrong, as a generator: up to its first `yield` before the first call, and so on."""

FOR_EVER_S = 1e6
SCATTERED_RATE = 0.05
MOST_RATE = 0.8
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
    either: frozenset[Hashable] = frozenset()
    """Ids of events that are too large or not, as the JSON is written with blanks or without."""
    stream: str = STREAM
    flushes: int = 1
    """The events come in so many calls of the function, one after another."""
    stop_after_s: float = STOP_AFTER_S
    """Virtual time that it may take."""
    tries: int = 50
    """A producer that sends each event more often on average, or gives it up more often, never ends."""


# --- events ------------------------------------------------------------------------------------------


def usage_events(count: int) -> Events:
    """The first events of a gateway of the incident, as a learner's function gets them.

    All trials share these dicts; the function gets copies.
    """
    return _of_a_gateway()[:count]


@cache
def _of_a_gateway() -> Events:
    (gateway,) = incident(gateways=1, seconds=TRAFFIC_S)
    return [event.as_dict() for event in gateway]


def with_lookalikes(events: Events) -> Events:
    """The same events, but every tenth is like the one before it in all but its id."""
    pairs = enumerate(zip(events[:1] + events, events, strict=False))
    return [
        before | {"event_id": event["event_id"]} if n % 10 == 9 else event for n, (before, event) in pairs
    ]


def of_every_kind(events: Events) -> Events:
    """The same events, with every kind of JSON value in further fields, and tenants that aren't all alike."""
    further = {"note": "Grüße, 東京: 'so' \"là\"\n", "price": 0.1 + 0.2, "cached": 0, "parent": None}
    empty: dict[str, Any] = {"stream": False, "region": "", "tags": [], "tools": {}}
    names = (str, str.upper, "{} Köln ".format, "{}-of-a-name-that-is-much-longer-than-the-others".format)
    return [
        event | further | empty | {"tenant": names[n % len(names)](event["tenant"])}
        for n, event in enumerate(events)
    ]


def of_one_tenant(events: Events) -> Events:
    """The same events, all for one shard."""
    return [event | {"tenant": events[0]["tenant"]} for event in events]


def with_long_keys(events: Events, record_bytes: int) -> Events:
    """The same events in records of this size, under keys with more bytes than characters, in any shard.

    Equal prompts are one string, also in a copy: large records take a fifth of the memory so.
    """
    longest = limits.PARTITION_KEY_MAX_CHARS
    longer = [event | {"tenant": event["event_id"].ljust(longest, "ü")} for event in events]
    sized = [of_size(event, record_bytes) for event in longer]
    prompts: dict[str, str] = {}
    return [event | {"prompt": prompts.setdefault(event["prompt"], event["prompt"])} for event in sized]


def of_size(event: dict[str, Any], record_bytes: int) -> dict[str, Any]:
    """The event with a prompt, so that its JSON with blanks and its tenant take so many bytes."""
    empty = event | {"prompt": ""}
    missing = record_bytes - len(json.dumps(empty)) - len(empty["tenant"].encode())
    return event | {"prompt": "x" * missing}


# --- trouble -----------------------------------------------------------------------------------------


def nothing(world: World) -> Iterator[None]:
    """All goes well."""
    yield


def scattered_failures(world: World) -> Iterator[None]:
    """Single records fail in the service, here and there."""
    world.fault("internal_failure", for_s=FOR_EVER_S, rate=SCATTERED_RATE)
    yield


def first_call_fails(world: World) -> Iterator[None]:
    """The first call fails through all of botocore's own retries, however many; then the service is back."""
    fault = world.fault("http_500", for_s=FOR_EVER_S)
    yield
    world.faults.remove(fault)


def first_three_fail(world: World) -> Iterator[None]:
    """Three calls are answered, and store nothing; then all goes well."""
    fault = world.fault("internal_failure", for_s=FOR_EVER_S)
    yield
    yield
    yield
    world.faults.remove(fault)


def all_but_every(nth: int) -> Trouble:
    """Calls are answered and store nothing, but for every nth."""

    def trouble(world: World) -> Iterator[None]:
        while True:
            fault = world.fault("internal_failure", for_s=FOR_EVER_S)
            for _ in range(nth - 1):
                yield
            world.faults.remove(fault)
            yield

    return trouble


def in_vain(fewest: int, most: int, long_s: float) -> Trouble:
    """Calls are answered and store nothing: so few at least, and then on until so many or for so long.

    Pauses that grow without a cap take too long for as many calls as pauses with one.
    """

    def trouble(world: World) -> Iterator[None]:
        while True:
            fault = world.fault("internal_failure", for_s=FOR_EVER_S)
            began_us = world.clock.now_us
            for calls in range(most):
                if calls >= fewest and world.clock.now_us - began_us > long_s * limits.US_PER_S:
                    break
                yield
            world.faults.remove(fault)
            yield

    return trouble


def half_then_none(world: World) -> Iterator[None]:
    """The first call stores about half of its records, the second raises; then all goes well."""
    half = world.fault("internal_failure", for_s=FOR_EVER_S, rate=0.5)
    yield
    world.faults.remove(half)
    fault = world.fault("http_500", for_s=FOR_EVER_S)
    yield
    world.faults.remove(fault)


def most_are_throttled(world: World) -> Iterator[None]:
    """The first call goes as it goes. From the second on most records are refused, for good."""
    yield
    world.fault("internal_failure", for_s=FOR_EVER_S, rate=MOST_RATE)


def every_call_fails(world: World) -> Iterator[None]:
    """The first call is stored. From the second on nobody answers."""
    yield
    world.fault("connection_refused", for_s=FOR_EVER_S)
