"""Grades bill_batch: batches with failures in different places, and what a mapping makes of the response."""

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
from lablib.simulator.lambda_.mapping.handler_response import first_failure
from lablib.teaching.checks.attempt import Attempt, observe
from lablib.teaching.checks.findings import ANY, Finding
from lablib.teaching.checks.grader import Grader
from lablib.teaching.checks.learner_traceback import words_of
from lablib.teaching.checks.shown_value import shown

FIRST_NUMBER = 49590338271490256608559692538361571095921575989136588898
"""A sequence number as AWS has them."""
DATA = '{"event_id":"e%06d","note":"größer","tokens_in":%d}\n'.encode()
"""Whoever writes it anew, decodes it as ASCII or strips it has other bytes."""


class Batch(NamedTuple):
    """`bad` has by place what book raises. The first record is the shard's `begins`-th."""

    count: int
    bad: dict[int, Callable[[str], Exception]]
    begins: int
    cut_at: int | None = None
    """Where the data of the bad records ends. Else it is whole."""
    first_number: int = FIRST_NUMBER
    without_data: int | None = None
    """The place of a record whose data is empty."""
    twin: int | None = None
    """The place of a record with the data of the one before, as after a resend."""
    deliveries: int = 1
    """With all but the last of them, nothing came of it. An answer may count them."""


class LedgerIsFull(Exception):
    """An error that nobody expects."""


def malformed(why: str) -> Exception:
    return json.JSONDecodeError(why, "{", 1)


def undecodable(why: str) -> Exception:
    return UnicodeDecodeError("utf-8", b"\xc3", 0, 1, why)


BATCHES = {
    "two of them": Batch(20, {3: malformed, 11: ValueError}, 0, cut_at=20),
    "one in the middle": Batch(20, {7: undecodable}, 100, cut_at=DATA.index(b"\xb6")),
    "the rest of it, again": Batch(13, {}, 107),
    "all are good": Batch(20, {}, 200, twin=12),
    "the first": Batch(12, {0: KeyError}, 300),
    "the last": Batch(12, {11: ConnectionError}, 400, first_number=10**56 - 137 * 406),
    "no data": Batch(8, {4: LedgerIsFull}, 500, without_data=4),
    "one alone": Batch(1, {0: TypeError}, 600, deliveries=12),
    "the database is down": Batch(5, dict.fromkeys(range(5), ConnectionError), 700),
}


@dataclass(slots=True)
class Seen(Attempt):
    """What was booked of a batch, and what the response makes of the rest."""

    sequence: list[str] = field(default_factory=list)
    bad: list[int] = field(default_factory=list)
    attempts: list[int] = field(default_factory=list)
    """Places of records with which book was called."""
    tried: list[Any] = field(default_factory=list)
    """What `book` was given."""
    booked: list[int] = field(default_factory=list)
    """Places of records that were booked."""
    strange: Any = None
    """The first that `book` was given and no record has."""

    @property
    def first_bad(self) -> int | None:
        return self.bad[0] if self.bad else None

    @property
    def goes_on_at(self) -> int | None:
        """Where the mapping goes on; None behind the batch."""
        return first_failure(self.returned, self.sequence)

    @property
    def taken_for_done(self) -> set[int]:
        """Places before the one where the mapping goes on."""
        return set(range(len(self.sequence) if self.goes_on_at is None else self.goes_on_at))

    @property
    def entries(self) -> list[Any]:
        """What is on the list of failures."""
        failures = self.returned.get("batchItemFailures") if isinstance(self.returned, dict) else None
        return failures if isinstance(failures, list) else []

    @property
    def names(self) -> list[Any]:
        """What the response names, whatever it is."""
        return [each.get("itemIdentifier") if isinstance(each, dict) else each for each in self.entries]


def datas_of(batch: Batch) -> list[bytes]:
    numbers = range(batch.begins, batch.begins + batch.count)
    datas = [DATA % (number, number) for number in numbers]
    for place in batch.bad:
        datas[place] = datas[place][: batch.cut_at]
    if batch.twin is not None:
        datas[batch.twin] = datas[batch.twin - 1]
    return [b"" if place == batch.without_data else data for place, data in enumerate(datas)]


def sequence_of(batch: Batch) -> list[str]:
    """Its sequence numbers. They are not next to each other, and some get longer within a batch."""
    return [str(batch.first_number + 137 * (batch.begins + place)) for place in range(batch.count)]


def event_of(batch: Batch) -> tuple[dict[str, Any], list[str]]:
    """A batch as a function gets it, and its sequence numbers."""
    sequence = sequence_of(batch)
    records = [
        {
            "kinesis": {
                "kinesisSchemaVersion": "1.0",
                "partitionKey": f"t-{place % 3}",
                "sequenceNumber": number,
                "data": base64.b64encode(data).decode(),
                "approximateArrivalTimestamp": 1_545_084_650.0 + place - (2.5 if place % 4 == 3 else 0),
            },
            "eventSource": "aws:kinesis",
            "eventID": f"shardId-000000000006:{number}",
            "eventName": "aws:kinesis:record",
        }
        for place, (number, data) in enumerate(zip(sequence, datas_of(batch), strict=True))
    ]
    return {"Records": records}, sequence


def play(fn: Callable[..., Any], name: str) -> Seen:
    batch = BATCHES[name]
    event, sequence = event_of(batch)
    seen = Seen(name, sequence=sequence, bad=sorted(batch.bad))
    datas = datas_of(batch)

    def book(data: Any) -> None:
        seen.tried.append(data)
        places = [place for place, each in enumerate(datas) if each == data]
        if not places:
            seen.strange = seen.strange or data
            return
        place = next((each for each in places if each not in seen.attempts), places[-1])
        seen.attempts.append(place)
        if place in batch.bad:
            raise batch.bad[place](f"event {place} cannot be booked")
        seen.booked.append(place)

    with fresh_world(seed=7) as world:
        for _ in range(batch.deliveries - 1):
            observe(Attempt(name), world, fn, (event, book))
            for kept in (seen.tried, seen.attempts, seen.booked):
                kept.clear()
        observe(seen, world, fn, (event, book))
    return seen


def trials() -> list[tuple[str, Callable[[Any], Seen]]]:
    return [(name, partial(play, name=name)) for name in BATCHES]


def raises(seen: Seen) -> Finding | None:
    """The error of `book` came out."""
    if seen.error is None or not seen.bad or "cannot be booked" not in words_of(seen.error):
        return None
    return "08.1.raises", {"error": type(seen.error).__name__, "before": len(seen.booked)}


def not_decoded(seen: Seen) -> Finding | None:
    strange = [each for each in seen.tried if not isinstance(each, bytes)]  # None among them, perhaps
    if not strange:
        return None
    return "08.1.not-decoded", {"given": repr(strange[0])[:24], "kind": type(strange[0]).__name__}


def other_bytes(seen: Seen) -> Finding | None:
    """Bytes, but not those of a record."""
    return None if seen.strange is None else ("08.1.other-bytes", {"given": shown(seen.strange)})


def never_books(seen: Seen) -> Finding | None:
    """An error of the learner's own lines, which the except keeps from being seen: the first is reported."""
    return ("08.1.never-books", {}) if not seen.tried and seen.goes_on_at == 0 else None


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


def tries_again(seen: Seen) -> Finding | None:
    """Only the mapping tries a record again."""
    place, many = max(Counter(seen.attempts).items(), key=lambda each: each[1], default=(0, 0))
    return ("08.1.tries-again", {"place": place, "many": many}) if many > 1 else None


def skipped(seen: Seen) -> Finding | None:
    """The mapping takes a record for done for which book was not called."""
    gone = sorted(seen.taken_for_done - set(seen.attempts))
    return ("08.1.skipped", {"gone": len(gone), "first_gone": gone[0]}) if gone else None


def uncalled(seen: Seen) -> Finding | None:
    """It reports a record that `book` was never asked about."""
    at = seen.goes_on_at
    if at is None or at in seen.attempts or seen.sequence[at] not in seen.names:
        return None
    return "08.1.uncalled", {"reported": at}


def swallowed(seen: Seen) -> Finding | None:
    if seen.first_bad not in seen.attempts or seen.goes_on_at is not None:
        return None
    return "08.1.swallowed", {"gone": len(seen.sequence) - len(seen.booked)}


def wrong_form(seen: Seen) -> Finding | None:
    """Something else than {"itemIdentifier": ...} is on the list."""
    others = [each for each in seen.entries if not isinstance(each, dict) or "itemIdentifier" not in each]
    return ("08.1.wrong-form", {"entry": shorten(repr(others[0]), 90)}) if others else None


def from_before(seen: Seen) -> Finding | None:
    """It reports a record of an earlier batch."""
    batches = {number: name for name, batch in BATCHES.items() for number in sequence_of(batch)}
    old = [name for name in seen.names if name not in seen.sequence and name in batches]
    return ("08.1.from-before", {"before": batches[old[0]]}) if old else None


def unknown_identifier(seen: Seen) -> Finding | None:
    strange = next((name for name in seen.names if name not in seen.sequence), seen)
    if strange is seen:
        return None
    return "08.1.unknown-identifier", {"identifier": repr(strange)[:90], "kind": type(strange).__name__}


def reports_good(seen: Seen) -> Finding | None:
    """All that it names was booked: it has no failure to report, or reports what is done in its place."""
    booked = {seen.sequence[place] for place in seen.booked}
    if not seen.names or not booked.issuperset(seen.names):
        return None
    if seen.first_bad is not None and len(seen.names) != len(booked):
        return None
    return "08.1.reports-good", {"named": len(seen.names)}


def earlier(seen: Seen) -> Finding | None:
    at, bad = seen.goes_on_at, seen.first_bad
    if at is None or bad is None or at >= bad:
        return None
    return "08.1.earlier", {"reported": at, "twice": bad - at}


def lost(seen: Seen) -> Finding | None:
    """It failed, and lies before the place to go on from."""
    gone = sorted(seen.taken_for_done - set(seen.booked))
    return (
        ("08.1.lost", {"gone": len(gone), "first_gone": gone[0], "reported": seen.goes_on_at})
        if gone
        else None
    )


def goes_on(seen: Seen) -> Finding | None:
    twice = [place for place in seen.booked if seen.first_bad is not None and place > seen.first_bad]
    return ("08.1.goes-on", {"twice": len(twice), "named": len(seen.names)}) if twice else None


def facts(seen: Seen) -> dict[str, Any]:
    at = seen.goes_on_at
    return {
        "records": len(seen.sequence),
        "bad": "none" if seen.first_bad is None else seen.first_bad,
        "booked": len(seen.booked),
        "goes_on": "the next batch" if at is None else at,
    }


def totals(seen: Sequence[Seen]) -> dict[str, Any]:
    return {"booked": sum(len(each.booked) for each in seen)}


grade = Grader(
    trials=trials,
    questions=(
        raises,
        *ANY,
        not_decoded,
        other_bytes,
        never_books,
        no_response,
        swallowed,
        skipped,
        wrong_form,
        from_before,
        unknown_identifier,
        reports_good,
        earlier,
        lost,
        goes_on,
        uncalled,
        tries_again,
    ),
    facts=facts,
    columns="08.1.columns",
    row="08.1.row",
    totals=totals,
).grade
