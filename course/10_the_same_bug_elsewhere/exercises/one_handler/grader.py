"""Grades handle: batches of a queue and of a stream, with failures in different places."""

from __future__ import annotations

import base64
import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from textwrap import shorten
from typing import Any, NamedTuple

from lablib.scenarios.fresh_world import fresh_world
from lablib.teaching.checks.attempt import Attempt, observe
from lablib.teaching.checks.findings import ANY, Finding, changes_its_input
from lablib.teaching.checks.grader import Grader
from lablib.teaching.checks.learner_traceback import words_of
from lablib.teaching.checks.shown_value import shown, shown_apart

FIRST_NUMBER = 49590338271490256608559692538361571095921575989136588898


NONE_BAD: dict[int, type[Exception]] = {}


class Batch(NamedTuple):
    """`bad` has by place what book raises. `copies` are the places whose data equals that of the first.

    `digits` are data that base64 could be as well: four digits, and no JSON around them.
    """

    name: str
    source: str
    count: int
    bad: dict[int, type[Exception]] = NONE_BAD
    begins: int = 0
    copies: tuple[int, ...] = ()
    digits: bool = False


QUEUE, STREAM = "aws:sqs", "aws:kinesis"
BATCHES = (
    Batch("queue, two of them", QUEUE, 10, {3: ValueError, 7: ConnectionError}),
    Batch("stream, two of them", STREAM, 10, {3: ValueError, 7: ConnectionError}, 10),
    Batch("queue, none", QUEUE, 4, {}, 20, copies=(2,)),
    Batch("stream, none", STREAM, 4, {}, 30, copies=(2,)),
    Batch("queue, first and last", QUEUE, 6, {0: KeyError, 5: TypeError}, 40),
    Batch("stream, the last", STREAM, 6, {5: TypeError}, 50),
    Batch("stream, the first", STREAM, 5, {0: KeyError}, 60),
    Batch("queue, all of them", QUEUE, 3, dict.fromkeys(range(3), ConnectionError), 70),
    Batch("stream, all of them", STREAM, 3, dict.fromkeys(range(3), ConnectionError), 80),
    Batch("queue, one alone", QUEUE, 1, {0: ValueError}, 90),
    Batch("queue, short texts", QUEUE, 3, {}, 100, digits=True),
    Batch("stream, short texts", STREAM, 3, {}, 110, digits=True),
    Batch("queue, two of them again", QUEUE, 10, {3: ValueError, 7: ConnectionError}),
)


@dataclass(slots=True)
class Seen(Attempt):
    """What was booked of a batch, and what its source makes of the response."""

    batch: Batch = field(kw_only=True)
    names: list[str] = field(default_factory=list)
    tried: list[Any] = field(default_factory=list)
    booked: list[int] = field(default_factory=list)
    """Places, in the order of booking."""
    attempted: list[int] = field(default_factory=list)

    @property
    def reported(self) -> list[Any]:
        return [each["itemIdentifier"] for each in self.entries if _has_identifier(each)]

    @property
    def entries(self) -> list[Any]:
        """Of the report, whatever they are."""
        entries = self.returned.get("batchItemFailures") if isinstance(self.returned, dict) else None
        return entries if isinstance(entries, list) else []

    @property
    def comes_again(self) -> set[int]:
        """Places that the source delivers again: of a queue what is named, of a stream from the first named on."""
        places = {self.names.index(name) for name in self.reported if name in self.names}
        if self.batch.source == QUEUE or not places:
            return places
        return set(range(min(places), len(self.names)))


def _has_identifier(entry: Any) -> bool:
    return isinstance(entry, dict) and bool(entry.get("itemIdentifier"))


def data_of(batch: Batch, place: int) -> str:
    """What the producer wrote."""
    number = batch.begins + (0 if place in batch.copies else place)
    return f"{number:04}" if batch.digits else json.dumps({"event_id": f"ü{number:06}"}, ensure_ascii=False)


def record_of(batch: Batch, place: int) -> dict[str, Any]:
    """A message or a record as a function gets it. Names aren't in any order of the data."""
    data, number = data_of(batch, place), batch.begins + place
    if batch.source == QUEUE:
        return {
            "messageId": f"{(number * 7919 + 13) % 10_007:08}-4e60-41a8-bc6d-9e0d1c9b3f4a",
            "receiptHandle": f"AQEB{number:05}",
            "body": data,
            "attributes": {"ApproximateReceiveCount": str(1 + number % 9)},
            "eventSource": QUEUE,
        }
    sequence = str(FIRST_NUMBER + 137 * number)
    kinesis = {
        "sequenceNumber": sequence,
        "data": base64.b64encode(data.encode()).decode(),
        "partitionKey": f"t-{number % 3}",
    }
    return {"kinesis": kinesis, "eventSource": STREAM, "eventID": f"shardId-000000000006:{sequence}"}


def _name(record: dict[str, Any]) -> str:
    return str(record["messageId"] if record["eventSource"] == QUEUE else record["kinesis"]["sequenceNumber"])


def play(fn: Callable[..., Any], batch: Batch) -> Seen:
    records = [record_of(batch, place) for place in range(batch.count)]
    seen = Seen(batch.name, batch=batch, names=[_name(record) for record in records])
    data_by_place = [data_of(batch, place).encode() for place in range(batch.count)]

    def book(data: Any) -> None:
        seen.tried.append(data)
        places = [place for place, each in enumerate(data_by_place) if each == data]
        if not places or not isinstance(data, bytes):
            return
        place = next((each for each in places if each not in seen.attempted), places[0])
        seen.attempted.append(place)
        if place in batch.bad:
            raise batch.bad[place](f"event {place} cannot be booked")
        seen.booked.append(place)

    with fresh_world(seed=7) as world:
        observe(seen, world, fn, ({"Records": records}, book))
    return seen


def trials() -> list[tuple[str, Callable[[Any], Seen]]]:
    return [(batch.name, partial(play, batch=batch)) for batch in BATCHES]


def raises(seen: Seen) -> Finding | None:
    """The error of `book` came out."""
    if seen.error is None or "cannot be booked" not in words_of(seen.error):
        return None
    return "10.3.raises", {"error": type(seen.error).__name__, "before": len(seen.booked)}


def not_data(seen: Seen) -> Finding | None:
    if len(seen.tried) == len(seen.attempted):
        return None
    written = [data_of(seen.batch, place).encode() for place in range(seen.batch.count)]
    place, strange = next(
        (place, each)
        for place, each in enumerate(seen.tried)
        if not isinstance(each, bytes) or each not in written
    )
    given, first = shown_apart(strange, written[min(place, len(written) - 1)])
    return "10.3.not-data", {"given": given, "kind": type(strange).__name__, "written": first}


def no_response(seen: Seen) -> Finding | None:
    answer = seen.returned
    if answer is None and seen.batch.bad:
        return None
    if answer is None or (
        isinstance(answer, dict) and isinstance(answer.get("batchItemFailures") or [], list)
    ):
        return None
    return "10.3.no-response", {"kind": type(answer).__name__}


def no_identifier(seen: Seen) -> Finding | None:
    strange = [each for each in seen.entries if not _has_identifier(each)]
    return ("10.3.no-identifier", {"entry": shown(strange[0])}) if strange else None


def from_before(seen: Seen) -> Finding | None:
    """It reports a record of an earlier batch."""
    batches: dict[Any, str] = {}
    for batch in BATCHES:
        for place in range(batch.count):
            batches.setdefault(_name(record_of(batch, place)), batch.name)
    texts = [name for name in seen.reported if isinstance(name, str)]
    old = [name for name in texts if name not in seen.names and name in batches]
    return ("10.3.from-before", {"before": batches[old[0]]}) if old else None


def unknown_name(seen: Seen) -> Finding | None:
    strange = next((name for name in seen.reported if name not in seen.names), seen)
    return None if strange is seen else ("10.3.unknown-name", {"name": shorten(repr(strange), 90)})


def lost(seen: Seen) -> Finding | None:
    """Neither booked, nor delivered again."""
    gone = sorted(set(range(seen.batch.count)) - set(seen.booked) - seen.comes_again)
    if not gone:
        return None
    about: dict[str, object] = {"gone": len(gone), "first_gone": gone[0]}
    if seen.attempted and set(gone) <= set(seen.batch.copies) - set(seen.attempted):
        return "10.3.equal-data", about
    return ("10.3.lost-untried" if gone[0] not in seen.attempted else "10.3.lost"), about


def delayed(seen: Seen) -> Finding | None:
    """Of a queue: good messages that weren't tried come later, and with them their receive count."""
    waiting = seen.comes_again - set(seen.attempted)
    if seen.batch.source != QUEUE or not waiting:
        return None
    return "10.3.delayed", {"waiting": len(waiting)}


def twice(seen: Seen) -> Finding | None:
    """Booked, and delivered again: of a stream because it was booked too late, or was reported."""
    again = sorted(set(seen.booked) & seen.comes_again)
    if not again:
        return None
    failed = min((place for place in seen.attempted if place in seen.batch.bad), default=seen.batch.count)
    late = [place for place in again if place > failed]
    if seen.batch.source == QUEUE:
        return "10.3.twice-queue", {"again": len(again), "first_again": again[0]}
    if again[0] < failed:
        return "10.3.reports-too-early", {"first_again": again[0]}
    return "10.3.twice-stream", {"again": len(late)}


def tries_again(seen: Seen) -> Finding | None:
    place, many = max(Counter(seen.attempted).items(), key=lambda each: each[1], default=(0, 0))
    return ("10.3.tries-again", {"place": place, "many": many}) if many > 1 else None


def facts(seen: Seen) -> dict[str, Any]:
    return {
        "records": seen.batch.count,
        "bad": len(seen.batch.bad),
        "booked": len(seen.booked),
        "reported": len(seen.reported),
        "source": "queue" if seen.batch.source == QUEUE else "stream",
    }


def totals(seen: Sequence[Seen]) -> dict[str, Any]:
    return {"booked": sum(len(each.booked) for each in seen)}


grade = Grader(
    trials=trials,
    questions=(
        raises,
        *ANY,
        not_data,
        no_response,
        no_identifier,
        from_before,
        unknown_name,
        tries_again,
        lost,
        twice,
        delayed,
        changes_its_input,
    ),
    facts=facts,
    columns="10.3.columns",
    row="10.3.row",
    totals=totals,
).grade
