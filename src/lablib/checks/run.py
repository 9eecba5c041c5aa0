"""One run of a learner's producer in a fresh world, and everything that can be said about it afterwards."""

from __future__ import annotations

import copy
import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import boto3

from lablib import limits
from lablib.checks.witness import Call, Witness
from lablib.clock import Flow, OutOfTime
from lablib.replay import STREAM, make_stream
from lablib.traffic import event_id_of
from lablib.world import World

Events = list[dict[str, Any]]
Trouble = Callable[[World], Iterator[None]]
"""What goes wrong, as a generator: up to its first `yield` before the first call, and so on."""

STOP_AFTER_S = 4 * 3_600.0
MOST_CALLS = 2_000
TRIES_PER_EVENT = 50
"""A run that takes longer, makes more calls, or sends each event more often on average, never ends."""

_unkillable: list[Flow] = []
"""Code that catches even the order to end stays where it stands, and is kept so that it is never resumed."""


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
    """Whether everything can be stored by trying again."""


@dataclass(slots=True)
class Run:
    """What came of a trial."""

    trial: Trial
    calls: list[Call] = field(default_factory=list)
    returned: Any = None
    error: BaseException | None = None
    never_ended: bool = False
    events_after: Events = field(default_factory=list)
    """The list that was handed over, as it was afterwards."""
    warnings: int = 0
    printed: tuple[str, ...] = ()
    """The first lines that it printed."""
    flooded: bool = False
    """It printed so much that it was ended."""
    began_us: int = 0
    ended_us: int = 0
    stored_ids: set[Any] = field(default_factory=set)
    twice: int = 0
    """Copies in the stream beyond the first of each event."""
    reordered: int = 0
    """Events in the stream behind younger ones of their tenant."""

    @property
    def took_s(self) -> float:
        """Virtual seconds from beginning to end."""
        return (self.ended_us - self.began_us) / limits.US_PER_S

    @property
    def broke_off(self) -> bool:
        """Whether it came to no regular end."""
        return self.error is not None or self.flooded or self.never_ended

    @property
    def ids(self) -> list[Any]:
        """The ids of the trial's events, in order."""
        return [id_of(event) for event in self.trial.events]

    @property
    def returned_ids(self) -> list[Any]:
        """The ids of the events that the function says it gave up; none if it returned no list."""
        return [id_of(event) for event in self.returned] if isinstance(self.returned, list) else []

    @property
    def missing_ids(self) -> list[Any]:
        """Events that are not in the stream, in order."""
        return [each for each in self.ids if each not in self.stored_ids]

    @property
    def lost_ids(self) -> list[Any]:
        """Events that are neither in the stream nor returned, in order."""
        returned = set(self.returned_ids)
        return [each for each in self.missing_ids if each not in returned]

    def tries(self) -> Counter[Any]:
        """How many calls each event was in."""
        return Counter(id_ for call in self.calls for id_ in {entry.id for entry in call.entries})

    def calls_with(self, id_: Any) -> list[Call]:
        """The calls that this event was in."""
        return [call for call in self.calls if any(entry.id == id_ for entry in call.entries)]


def id_of(event: Any) -> Any:
    """The id of an event as the ledger knows it; None for what is no event."""
    id_ = event.get("event_id") if isinstance(event, dict) else None
    return id_.encode() if isinstance(id_, str) else None


def payload(event: dict[str, Any]) -> bytes:
    """An event as it should be in the stream."""
    return json.dumps(event).encode()


def run(trial: Trial, fn: Callable[..., Any]) -> Run:
    """Call `fn(kinesis, stream, events)` in a fresh world. Nothing that it does is raised here."""
    seen = Run(trial)
    events = copy.deepcopy(trial.events)
    world = World(trial.seed, identify=event_id_of, stop_after_s=STOP_AFTER_S)
    witness = Witness(world.clock, trial.trouble(world), MOST_CALLS, TRIES_PER_EVENT * len(events))
    with world:
        make_stream(trial.shards)
        world.ledger.offer(map(payload, events), world.clock.now_us)
        kinesis = boto3.client("kinesis")
        seen.began_us = world.clock.now_us
        flow = world.spawn(fn, kinesis, STREAM, events)
        with witness.watching():
            _join(flow, seen, witness)
            seen.ended_us = world.clock.now_us
            world.close()
            world.clock.take_unseen_errors()  # what ended code raises on its way out is no news
    if not flow.done:
        _unkillable.append(flow)
    seen.calls = witness.calls
    seen.warnings, seen.printed = witness.warnings, witness.paper.first_lines()
    seen.events_after = events
    lost = {event_id_of(content) for content in world.ledger.lost_contents()}
    seen.stored_ids = {each for each in seen.ids if each not in lost}
    seen.twice, seen.reordered = world.ledger.duplicates, world.ledger.reordered
    return seen


def _join(flow: Flow, seen: Run, witness: Witness) -> None:
    try:
        seen.returned = flow.join()
    except OutOfTime:
        seen.flooded = witness.paper.is_full
        seen.never_ended = not seen.flooded
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # noqa: BLE001 - whatever learner code raises, SystemExit too, is a finding
        seen.error = error
