"""One call of a learner's producer in a fresh world, and what became of every event."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property, partial
from itertools import pairwise
from typing import Any

import boto3

from lablib.scenarios.fresh_world import fresh_world
from lablib.scenarios.replay.incident import STREAM, make_stream
from lablib.simulator import limits
from lablib.simulator.world import World
from lablib.teaching.checks.attempt import Attempt, observe
from lablib.teaching.checks.call_recorder import Call, end_now
from lablib.teaching.checks.producer.situations import Events, Trial
from lablib.traffic import event_id_of


@dataclass  # without slots, as these do not go together with super()
class ProducerAttempt(Attempt):
    """What a producer did in one trial, and what is in the stream afterwards."""

    trial: Trial = field(kw_only=True)
    gives_up: bool = False
    """Whether it has a `dead_letter`; else it has to go on until all is stored."""
    stored_ids: set[Hashable] = field(default_factory=set)
    twice: int = 0
    """Copies in the stream beyond the first of each event."""
    reordered: int = 0
    """Events in the stream behind younger ones of their tenant."""
    given_up: list[Any] = field(default_factory=list)
    """What it handed to `dead_letter`, in order."""
    from_before_ids: list[Hashable] = field(default_factory=list)
    """Of these, events that only an earlier call of the function was given."""

    @property
    def did_nothing(self) -> bool:
        """Whether this may be code that nobody has touched yet."""
        return super().did_nothing and not self.given_up

    @property
    def events_after(self) -> Events:
        """The list that it was given, as it left it."""
        events: Events = self.args_after[1]
        return events

    @cached_property
    def ids(self) -> list[Hashable]:
        """The ids of the trial's events, in order."""
        return [id_of(event) for event in self.trial.events]

    @property
    def given_up_ids(self) -> list[Hashable]:
        """The ids of the events that it gave up, in order."""
        return [id_of(event) for event in self.given_up]

    @property
    def missing_ids(self) -> list[Hashable]:
        """Events that are not in the stream, in order."""
        return [each for each in self.ids if each not in self.stored_ids]

    @property
    def lost_ids(self) -> list[Hashable]:
        """Events that are neither in the stream nor given up, in order."""
        given_up = set(self.given_up_ids)
        return [each for each in self.missing_ids if each not in given_up]

    def tries(self) -> Counter[Hashable]:
        """How many calls each event was in."""
        return Counter(id_ for call in self.calls for id_ in {entry.id for entry in call.entries})

    def calls_with(self, id_: Hashable) -> list[Call]:
        """The calls that this event was in."""
        return [call for call in self.calls if any(entry.id == id_ for entry in call.entries)]

    def pauses_us(self) -> list[int]:
        """For each call that sends a failed record again: how long after the last call with it has ended."""
        return [pause_us for pause_us, _ in self._resends()]

    def pauses_with_new_us(self) -> list[int]:
        """The same for calls that carry records besides that no call has carried before."""
        return [pause_us for pause_us, with_new in self._resends() if with_new]

    def _resends(self) -> Iterator[tuple[int, bool]]:
        """For each call that sends a failed record again: the pause, and whether it has new ones too."""
        failed_us: dict[Hashable, int] = {}
        sent: set[Hashable] = set()
        for call in self.calls:
            ids = {entry.id for entry in call.entries}
            ended_us = [failed_us[id_] for id_ in ids if id_ in failed_us]
            if ended_us:
                yield call.began_us - max(ended_us), not ids <= sent
            sent |= ids
            if call.error is None:
                failed_us |= dict.fromkeys(call.failures, call.ended_us)

    def pauses_by_attempt_us(self) -> list[tuple[int, ...]]:
        """For events that come one a flush: all pauses before attempt 2, all before attempt 3 and so on."""
        if self.trial.flushes < max(2, len(self.ids)):
            return []
        return list(zip(*map(self.pauses_us_of, self.ids), strict=False))

    def pauses_us_of(self, id_: Hashable) -> list[int]:
        """From each call that this event was in to the next one."""
        return [again.began_us - call.ended_us for call, again in pairwise(self.calls_with(id_))]

    def pauses_after_errors_us(self) -> list[int]:
        """For each call that raised: how long after its end the first of its records is sent again."""
        pauses = []
        for place, call in enumerate(self.calls):
            if call.error is not None:
                ids = {entry.id for entry in call.entries}
                later = (one for one in self.calls[place + 1 :] if ids & {entry.id for entry in one.entries})
                pauses += [again.began_us - call.ended_us for again in [next(later, None)] if again]
        return pauses


def trials(
    situations: Iterable[Trial], *, gives_up: bool = False
) -> list[tuple[str, Callable[[Any], ProducerAttempt]]]:
    """The situations in the form that a `Grader` takes. With `gives_up` a producer gets a `dead_letter`."""
    return [(trial.name, partial(play, trial, gives_up=gives_up)) for trial in situations]


def play(trial: Trial, fn: Callable[..., Any], *, gives_up: bool = False) -> ProducerAttempt:
    """Call `fn(kinesis, stream, events)` in a fresh world; with `gives_up` it gets a `dead_letter` too."""
    seen = ProducerAttempt(trial.name, trial=trial, gives_up=gives_up)
    with fresh_world(trial.seed, trial.stop_after_s, identify=event_id_of) as world:
        for name in {STREAM, trial.stream}:
            make_stream(trial.shards, name)
        data_of = {id_of(event): payload(event) for event in trial.events}
        world.ledger.offer(data_of.values(), world.clock.now_us)
        given: set[Hashable] = set()
        dead_letter = (_dead_letter(seen, world, data_of, given),) if gives_up else ()

        def flushed(kinesis: Any, stream: str, events: Events) -> Any:
            given.clear()
            given.update(map(id_of, events))
            return fn(kinesis, stream, events, *dead_letter)

        def producer(kinesis: Any, stream: str, events: Events) -> Any:
            if trial.flushes == 1:
                return flushed(kinesis, stream, events)
            flushes = [events[n :: trial.flushes] for n in range(trial.flushes)]
            return _together([flushed(kinesis, stream, flush) for flush in flushes])

        observe(
            seen,
            world,
            producer,
            (trial.stream, trial.events),
            (boto3.client("kinesis"),),
            trouble=trial.trouble(world),
            most_entries=trial.tries * len(trial.events),
            contents=data_of.values(),
        )
    lost = {event_id_of(content) for content in world.ledger.lost_contents()}
    seen.stored_ids = {each for each in seen.ids if each not in lost}
    seen.twice, seen.reordered = world.ledger.duplicates, world.ledger.reordered
    return seen


def _together(returned: list[Any]) -> Any:
    """What several calls returned: the sum of numbers, None for nothing, else what is neither."""
    strange = [each for each in returned if type(each) is not int]
    return sum(returned) if not strange else strange[0]


def _dead_letter(
    seen: ProducerAttempt, world: World, data_of: dict[Hashable, bytes], given: set[Hashable]
) -> Callable[[Any], None]:
    most = seen.trial.tries * len(seen.trial.events)

    def dead_letter(event: Any) -> None:
        id_ = id_of(event)
        seen.given_up.append(dict(event) if isinstance(event, dict) else event)
        seen.from_before_ids += [id_] if id_ in data_of and id_ not in given else []
        if id_ in data_of:
            world.ledger.give_up([data_of[id_]], world.clock.now_us)
        if len(seen.given_up) > most:
            end_now(world.clock)

    return dead_letter


def facts(seen: ProducerAttempt) -> dict[str, Any]:
    """The numbers of one trial that any message may use."""
    return {
        "events": len(seen.ids),
        "failures": sum(len(call.failures) for call in seen.calls if call.error is None),
        "failed_calls": sum(call.error is not None for call in seen.calls),
        "stored": len(seen.stored_ids),
        "missing": len(seen.missing_ids),
        "lost": len(seen.lost_ids),
        "twice": seen.twice,
        "given_up": len(seen.given_up),
        "reordered": seen.reordered,
    }


def totals(attempts: Sequence[ProducerAttempt]) -> dict[str, Any]:
    """The numbers of all trials together."""
    sums: Counter[str] = Counter(calls=sum(len(seen.calls) for seen in attempts))
    for seen in attempts:
        sums.update(facts(seen))
    return dict(sums)


def name_of(seen: ProducerAttempt, id_: Hashable) -> str:
    """One event as evidence: its id, its tenant, and what became of it last."""
    event = next((each for each in seen.trial.events if id_of(each) == id_), None)
    name = f"{event['event_id']} of tenant {event['tenant']}" if event else repr(id_)
    calls = seen.calls_with(id_)
    code = calls[-1].failures.get(id_) if calls else None
    if code is None:
        return name
    at = datetime.fromtimestamp(calls[-1].began_us / limits.US_PER_S, UTC)
    return f"{name}, {code} at {at:%H:%M:%S}.{at.microsecond // 1000:03d}"


def id_of(event: Any) -> Hashable:
    """The id of an event as the ledger knows it; None for what is no event."""
    id_ = event.get("event_id") if isinstance(event, dict) else None
    return id_.encode() if isinstance(id_, str) else None


def payload(event: dict[str, Any]) -> bytes:
    """The event as a record's data."""
    return json.dumps(event).encode()
