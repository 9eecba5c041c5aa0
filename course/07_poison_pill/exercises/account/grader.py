"""Grades account: streams that were blocked for a day, and what became of every event."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from typing import Any, NamedTuple

from lablib.scenarios.fresh_world import fresh_world
from lablib.scenarios.mapping.blocked_consumer import Consumer, start
from lablib.scenarios.replay.incident import STREAM
from lablib.simulator import limits
from lablib.simulator.world import World
from lablib.teaching.checks.attempt import Attempt, observe
from lablib.teaching.checks.findings import ANY, Finding, changes_its_input
from lablib.teaching.checks.grader import Grader
from lablib.teaching.checks.shown_value import shown_apart
from lablib.traffic import event_id_of
from lablib.traffic.diurnal_usage import Usage, day

PER_S = 0.02
PACE_S = 55.0
"""A little slower than what arrives at noon, so that the function is late every afternoon."""
BATCH_SIZE = 10
METRICS = ("Invocations", "Errors", "Throttles", "DroppedEventCount")
THROTTLES = 12.0
"""As if other functions had used up the account's concurrency for a moment: no event is lost by that."""
DAY_MS = 86_400_000.0
Events = list[dict[str, Any]]


@dataclass(slots=True)
class Seen(Attempt):
    """What the function said to one account."""

    served: Events = field(default_factory=list)
    booked: list[str] = field(default_factory=list)
    in_stream: list[str] = field(default_factory=list)
    metrics: dict[str, float] = field(default_factory=dict)
    when_late: Any = None
    """What it says to the same books if the iterator age is a day, in case it found no event."""

    @property
    def lost(self) -> Events:
        safe = {*self.booked, *self.in_stream}
        return [event for event in self.served if event["event_id"] not in safe]

    @property
    def uncounted(self) -> int:
        """What the ledger says that retention took."""
        return len(self.lost) - int(self.metrics["DroppedEventCount"])

    @property
    def found(self) -> Events:
        return list(self.returned[0]) if _is_pair(self.returned) else []


class Scene(NamedTuple):
    """Hours from 09:00 on. The second event from 11:00 on is cut off, if anything is to be blocked."""

    traffic_h: float
    through_h: float
    """When nothing is left to do: the mapping is disabled, which spares its polls."""
    look_h: float
    age_s: int | None = None
    """MaximumRecordAgeInSeconds, from `age_at_h` on."""
    age_at_h: float = 0
    blocked: bool = True
    shards: int = 1
    """With two, one is blocked and the other is not."""
    some_got_lost: bool = False
    """On the way to the stream: no number of the function or the stream knows of these."""


def play(fn: Callable[..., Any], name: str, scene: Scene) -> Seen:
    """The function's account of a scene."""
    seen = Seen(name, **_books(scene)._asdict())
    with fresh_world(7) as world:
        observe(seen, world, fn, (seen.served, seen.booked, seen.in_stream, seen.metrics))
    if seen.lost and not seen.broke_off and not seen.found:
        late, again = seen.metrics | {"IteratorAge": DAY_MS}, Attempt(name)
        with fresh_world(7) as world:
            observe(again, world, fn, (seen.served, seen.booked, seen.in_stream, late))
        seen.when_late = again.returned
    return seen


class Books(NamedTuple):
    """What an account is made from."""

    served: Events
    booked: list[str]
    in_stream: list[str]
    metrics: dict[str, float]


def _books(scene: Scene) -> Books:
    books = _played(scene._replace(some_got_lost=False))
    return _without_some(books) if scene.some_got_lost else books


@cache
def _played(scene: Scene) -> Books:
    with World(seed=7, identify=event_id_of) as world:
        nine_us = world.start_us + 9 * limits.S_PER_HOUR * limits.US_PER_S
        world.sleep(9 * limits.S_PER_HOUR - 60)
        events = [
            each for each in day(PER_S, 9 + scene.traffic_h, 3, world.start_us) if each.at_us >= nine_us
        ]
        if scene.blocked:
            events = _with_malformed(events, nine_us + 2 * limits.S_PER_HOUR * limits.US_PER_S)
        consumer = start(world, events, shards=scene.shards, pace_s=PACE_S, BatchSize=BATCH_SIZE)
        if scene.age_s is not None:
            _sleep_until(world, scene.age_at_h)
            consumer.update(MaximumRecordAgeInSeconds=scene.age_s)
        if scene.through_h < scene.look_h:
            _sleep_until(world, scene.through_h)
            consumer.update(Enabled=False)
        _sleep_until(world, scene.look_h)
        return _written_down(world, consumer, events)


def _sleep_until(world: World, hour: float) -> None:
    world.sleep((9 + hour) * limits.S_PER_HOUR - world.elapsed_s)


def _with_malformed(events: list[Usage], from_us: int) -> list[Usage]:
    place = next(n for n, event in enumerate(events) if event.at_us >= from_us)
    return [*events[:place], events[place]._replace(cut_at=70), *events[place + 1 :]]


def _written_down(world: World, consumer: Consumer, events: list[Usage]) -> Books:
    expired = world.totals()["expired"]
    stored = [data for shard in world.kinesis.streams[STREAM].shards for data in shard.log.data]
    again = consumer.booked[3:40:7]  # at least once: some come twice, though nothing was wrong
    metrics = {metric: float(consumer.total(metric)) for metric in METRICS}
    books = Books(
        [event.as_dict() | {"event_id": _short(event.event_id)} for event in events],
        [_short(event_id) for event_id in consumer.booked + again],
        [_short(bytes(event_id_of(bytes(data))).decode()) for data in stored],
        metrics | {"IteratorAge": 1_000 * consumer.lines[-1]["age_s"], "Throttles": THROTTLES},
    )
    safe = {*books.booked, *books.in_stream}
    lost = sum(event["event_id"] not in safe for event in books.served)
    if lost != expired + metrics["DroppedEventCount"]:
        raise AssertionError(f"{lost} lost, but the ledger has {expired} expired, and {metrics} were counted")
    return books


def _without_some(books: Books) -> Books:
    """The same without every ninth event and the one after it, and nothing but its id tells a lost event apart.

    It has the tenant and the time of the one before it, which is booked; some of both cost nothing. The ids are new:
    1-23 is booked and 12-3 is lost, or the other way round. And the function is never late.
    """
    new = {event["event_id"]: "{}-{}".format(*divmod(n, 30)) for n, event in enumerate(books.served, 30)}
    served, lost = [dict(event) for event in books.served], set()
    for n, event in enumerate(served):
        event["event_id"] = new[event["event_id"]]
        if n % 9 in (4, 5):
            event.update(at=served[n - 1]["at"], tenant=served[n - 1]["tenant"])
            lost.add(event["event_id"])
        if n % 2:
            event.update(tokens_in=0, tokens_out=0)
    booked, in_stream = (
        [new[id_] for id_ in ids if new[id_] not in lost] for ids in (books.booked, books.in_stream)
    )
    metrics = books.metrics | {"IteratorAge": 0.0}
    return books._replace(served=served, booked=booked, in_stream=in_stream, metrics=metrics)


def _short(event_id: str) -> str:
    """Of two numbers without zeros in front: 9-38, which is lost, is a part of 19-38, which is booked."""
    first, rest = divmod(int(event_id[1:]), 60)
    return f"{first}-{rest}"


def trials() -> list[tuple[str, Callable[[Any], Seen]]]:
    """From a day without trouble to one on which somebody acts in a hurry."""
    hour = limits.S_PER_HOUR
    rows = [
        ("nothing is blocked", Scene(8, 8, 8, blocked=False)),
        ("one of two shards is blocked", Scene(8, 8, 8, shards=2)),
        ("a day later", Scene(24, 50, 47)),
        ("records up to an hour old", Scene(10, 14, 40, hour)),
        ("the limit is set a day too late", Scene(33, 36, 60, hour, 30)),
        ("some don't get to the stream", Scene(8, 8, 8, blocked=False, some_got_lost=True)),
    ]
    return [(name, partial(play, name=name, scene=scene)) for name, scene in rows]


def _is_pair(answer: Any) -> bool:
    if not isinstance(answer, (tuple, list)) or len(answer) != 2 or not isinstance(answer[0], (list, tuple)):
        return False
    return isinstance(answer[1], (int, float)) and all(isinstance(each, dict) for each in answer[0])


def _shape(answer: Any) -> str:
    """Which types it is made of, as far as somebody looks for the mistake there."""
    kind = type(answer).__name__
    if isinstance(answer, (tuple, list)):
        inner = ", ".join(_shape(each) for each in answer[:3]) + (", ..." if len(answer) > 3 else "")
        return f"{kind}({inner})"
    return kind


def no_pair(seen: Seen) -> Finding | None:
    return None if _is_pair(seen.returned) else ("07.3.no-pair", {"shape": _shape(seen.returned)})


def wrong_events(seen: Seen) -> Finding | None:
    lost, found = _ids(seen.lost), _ids(seen.found)
    if sorted(lost) == sorted(found):
        return None
    strange = [id_ for id_ in found if id_ not in set(lost)]
    about: dict[str, object] = {"right": len(found) - len(strange), "first": strange[0] if strange else ""}
    waiting = [id_ for id_ in strange if id_ in set(seen.in_stream) and id_ not in set(seen.booked)]
    if waiting and len(waiting) == len(strange):
        return "07.3.waiting-is-not-lost", about | {"waiting": len(waiting), "first": waiting[0]}
    if not found and _is_pair(seen.when_late) and seen.when_late[0]:
        return "07.3.age-is-low", about
    if not strange and len(found) < len(lost) and _leaves_out_the_dropped(seen):
        return "07.3.dropped-left-out", about
    if len(found) == 1 and not strange:
        return "07.3.only-the-poison", about | {"first": found[0], "others": len(lost) - 1}
    return ("07.3.wrong-events" if len(found) > len(lost) else "07.3.nothing"), about


def in_all_accounts(first: Seen, seen: Sequence[Seen], found: Finding) -> Finding:
    """That as many are left out as were dropped can be chance in one account."""
    id_, about = found
    if id_ == "07.3.dropped-left-out" and not all(_leaves_out_the_dropped(each) for each in seen):
        return "07.3.nothing", about
    return found


def _leaves_out_the_dropped(seen: Seen) -> bool:
    return len(seen.lost) - len(seen.found) == seen.metrics["DroppedEventCount"]


def other_events(seen: Seen) -> Finding | None:
    """The right ids, and not the events that the gateways served."""
    served = {event["event_id"]: event for event in seen.served}
    strange = next((each for each in seen.found if each != served[str(each["event_id"])]), None)
    if strange is None:
        return None
    right = served[str(strange["event_id"])]
    got, as_served = shown_apart(strange, right)
    return "07.3.other-events", {"first": right["event_id"], "got": got, "as_served": as_served}


def wrong_number(seen: Seen) -> Finding | None:
    answer = seen.returned[1]
    if answer == seen.uncounted:
        return None
    if answer == 0:
        return "07.3.all-counted", {}
    by_errors = len(seen.lost) - seen.metrics["Errors"]
    return ("07.3.errors" if answer == by_errors else "07.3.wrong-number"), {}


def _ids(events: Events) -> list[str]:
    return [str(event.get("event_id")) for event in events]


def facts(seen: Seen) -> dict[str, Any]:
    return {
        "served": len(seen.served),
        "booked": len(seen.booked),
        "lost": len(seen.lost),
        "counted": round(seen.metrics["DroppedEventCount"]),
        "uncounted": seen.uncounted,
        "errors": round(seen.metrics["Errors"]),
        "age_s": seen.metrics["IteratorAge"] / 1_000,
        "found": len(seen.found),
        "answer": seen.returned[1] if _is_pair(seen.returned) else 0,
    }


def totals(seen: Sequence[Seen]) -> dict[str, Any]:
    return {"lost": sum(len(each.lost) for each in seen), "uncounted": sum(each.uncounted for each in seen)}


grade = Grader(
    trials=trials,
    questions=(*ANY, changes_its_input, no_pair, wrong_events, other_events, wrong_number),
    facts=facts,
    columns="07.3.columns",
    row="07.3.row",
    together=in_all_accounts,
    totals=totals,
).grade
