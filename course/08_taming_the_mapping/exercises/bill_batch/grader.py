"""Grades bill_batch: batches with failures in different places, and what a mapping makes of the response."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from lablib.scenarios.fresh_world import fresh_world
from lablib.simulator.lambda_.mapping.handler_response import first_failure
from lablib.teaching.checks.attempt import Attempt, observe
from lablib.teaching.checks.findings import ANY, Finding
from lablib.teaching.checks.grader import Grader

FIRST_NUMBER = 49590338271490256608559692538361571095921575989136588898
"""A sequence number as AWS has them."""
BATCHES: dict[str, tuple[int, dict[int, type[Exception]]]] = {
    "two of them": (20, {3: ValueError, 11: ValueError}),
    "one in the middle": (20, {7: ValueError}),
    "all are good": (20, {}),
    "the first": (12, {0: KeyError}),
    "the last": (12, {11: ValueError}),
    "the database is down": (5, dict.fromkeys(range(5), ConnectionError)),
}


@dataclass(slots=True)
class Seen(Attempt):
    """What was booked of a batch, and what the response makes of the rest."""

    sequence: list[str] = field(default_factory=list)
    bad: list[int] = field(default_factory=list)
    tried: list[Any] = field(default_factory=list)
    """What `book` was given."""
    booked: list[int] = field(default_factory=list)
    """Places of records that were booked."""

    @property
    def first_bad(self) -> int | None:
        return self.bad[0] if self.bad else None

    @property
    def goes_on_at(self) -> int | None:
        """Where the mapping goes on; None behind the batch."""
        return first_failure(self.returned, self.sequence)

    @property
    def names(self) -> list[Any]:
        """What the response names, whatever it is."""
        failures = self.returned.get("batchItemFailures") if isinstance(self.returned, dict) else None
        if not isinstance(failures, list):
            return []
        return [each.get("itemIdentifier") if isinstance(each, dict) else each for each in failures]


def data_of(place: int) -> bytes:
    return json.dumps({"event_id": f"e{place:06d}", "tokens_in": 100 + place}).encode()


def event_of(count: int) -> tuple[dict[str, Any], list[str]]:
    """A batch as a function gets it, and its sequence numbers. They are not next to each other."""
    sequence = [str(FIRST_NUMBER + 137 * place) for place in range(count)]
    records = [
        {
            "kinesis": {
                "kinesisSchemaVersion": "1.0",
                "partitionKey": f"t-{place % 3}",
                "sequenceNumber": number,
                "data": base64.b64encode(data_of(place)).decode(),
                "approximateArrivalTimestamp": 1_545_084_650.0 + place,
            },
            "eventSource": "aws:kinesis",
            "eventID": f"shardId-000000000006:{number}",
            "eventName": "aws:kinesis:record",
        }
        for place, number in enumerate(sequence)
    ]
    return {"Records": records}, sequence


def play(fn: Callable[..., Any], name: str) -> Seen:
    count, bad = BATCHES[name]
    event, sequence = event_of(count)
    seen = Seen(name, sequence=sequence, bad=sorted(bad))
    places = {data_of(place): place for place in range(count)}

    def book(data: Any) -> None:
        seen.tried.append(data)
        place = places.get(data) if isinstance(data, bytes) else None
        if place in bad:
            raise bad[place](f"event {place} cannot be booked")
        if place is not None:
            seen.booked.append(place)

    with fresh_world(seed=7) as world:
        observe(seen, world, fn, (event, book))
    return seen


def trials() -> list[tuple[str, Callable[[Any], Seen]]]:
    return [(name, partial(play, name=name)) for name in BATCHES]


def raises(seen: Seen) -> Finding | None:
    """The error of `book` came out."""
    if seen.error is None or not seen.bad or "cannot be booked" not in str(seen.error):
        return None
    return "08.1.raises", {"error": type(seen.error).__name__, "before": len(seen.booked)}


def not_decoded(seen: Seen) -> Finding | None:
    strange = next((each for each in seen.tried if not isinstance(each, bytes)), None)
    if strange is None:
        return None
    return "08.1.not-decoded", {"given": repr(strange)[:24], "kind": type(strange).__name__}


def never_books(seen: Seen) -> Finding | None:
    """An error of the learner's own lines, which the except keeps from being seen."""
    return None if seen.tried else ("08.1.never-books", {})


def no_response(seen: Seen) -> Finding | None:
    answer = seen.returned
    if not answer or (isinstance(answer, dict) and isinstance(_reported(answer), list)):
        return None if isinstance(answer, dict) or answer is None else _no_response(answer)
    return _no_response(answer)


def _reported(answer: dict[str, Any]) -> Any:
    """The list of failures; null means none, as AWS says."""
    return answer.get("batchItemFailures") or []


def _no_response(answer: Any) -> Finding:
    return "08.1.no-response", {"kind": type(answer).__name__}


def swallowed(seen: Seen) -> Finding | None:
    if seen.first_bad is None or seen.goes_on_at is not None:
        return None
    return "08.1.swallowed", {"gone": len(seen.sequence) - len(seen.booked)}


def unknown_identifier(seen: Seen) -> Finding | None:
    strange = next((name for name in seen.names if name not in seen.sequence), seen)
    if strange is seen:
        return None
    return "08.1.unknown-identifier", {"identifier": repr(strange)[:90], "kind": type(strange).__name__}


def reports_good(seen: Seen) -> Finding | None:
    """Among the names is one that was booked, in a batch that it reports as done."""
    if not seen.names or seen.goes_on_at not in seen.booked or len(seen.names) != len(seen.booked):
        return None
    return "08.1.reports-good", {"named": len(seen.names)}


def earlier(seen: Seen) -> Finding | None:
    at, bad = seen.goes_on_at, seen.first_bad
    if at is None or bad is None or at >= bad:
        return None
    return "08.1.earlier", {"reported": at, "twice": bad - at}


def lost(seen: Seen) -> Finding | None:
    """What lies before the place to go on from, and was not booked."""
    at = len(seen.sequence) if seen.goes_on_at is None else seen.goes_on_at
    gone = sorted(set(range(at)) - set(seen.booked))
    return ("08.1.lost", {"gone": len(gone), "first_gone": gone[0], "reported": at}) if gone else None


def goes_on(seen: Seen) -> Finding | None:
    twice = [place for place in seen.booked if seen.first_bad is not None and place > seen.first_bad]
    return ("08.1.goes-on", {"twice": len(twice), "named": len(seen.names)}) if twice else None


def facts(seen: Seen) -> dict[str, Any]:
    at = seen.goes_on_at
    return {
        "records": len(seen.sequence),
        "bad": "none" if seen.first_bad is None else seen.first_bad,
        "booked": len(seen.booked),
        "goes_on": "behind it" if at is None else at,
    }


def totals(seen: Sequence[Seen]) -> dict[str, Any]:
    return {"booked": sum(len(each.booked) for each in seen)}


grade = Grader(
    trials=trials,
    questions=(
        raises,
        *ANY,
        not_decoded,
        never_books,
        no_response,
        swallowed,
        unknown_identifier,
        reports_good,
        earlier,
        lost,
        goes_on,
    ),
    facts=facts,
    columns="08.1.columns",
    row="08.1.row",
    totals=totals,
).grade
