"""Grades read_until: streams whose shards change while gateways write and the function reads."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from textwrap import shorten
from typing import Any

from lablib.simulator.kinesis.operations.put import THROTTLED
from lablib.teaching.checks.findings import Finding, exits, floods, replaces, returns_nothing
from lablib.teaching.checks.grader import Grader
from lablib.teaching.checks.reader.reader_attempt import (
    FAILS_FOR_S,
    FAILS_FROM_S,
    ReaderAttempt,
    Scene,
    play,
)
from lablib.teaching.checks.reader.resharding import (
    LOWER,
    merged_with_a_backlog,
    some_events,
    split_before_all,
    split_then_merge,
    split_today,
    split_yesterday,
)

from botocore.exceptions import ClientError, ParamValidationError

THROTTLED_SHARE = 0.1
"""A reader that has more of its reads throttled asks without a pause."""

SCENES = {
    "gateways fall silent": Scene(some_events, [(60, 1), (60, 2), (60, 20)], end_s=24),
    "a split, then a merge": Scene(
        some_events, [(48, at_s) for at_s in range(2, 80, 6)], end_s=84, during=split_then_merge, zone_h=-7
    ),
    "a merge, and a backlog": Scene(merged_with_a_backlog, [(48, 1)], end_s=6),
    "hardly anything for minutes": Scene(split_today, [(48, 10), (48, 150), (48, 320)], end_s=326),
    "empty, with events ahead": Scene(
        some_events, [(60, 1), (60, 6)], end_s=10, empty_from_s=5.5, tenants=LOWER, stream="usage-eu"
    ),
    "split yesterday, end is past": Scene(split_yesterday, [], end_s=-5, zone_h=5.5),
    "split first, then written to": Scene(split_before_all, [], end_s=-5),
    "reads fail for a while": Scene(some_events, [(60, 1), (60, 6)], end_s=10, fails=True),
}


def trials() -> list[tuple[str, Callable[[Any], ReaderAttempt]]]:
    """From a stream that stays as it is to hours in which little comes and shards change."""
    return [(name, partial(play, name=name, scene=scene)) for name, scene in SCENES.items()]


def raised(seen: ReaderAttempt) -> Finding | None:
    """Which error it is tells what was not known about reading."""
    error = seen.error
    if error is None or seen.let_it_out:
        return None
    code = error.response["Error"]["Code"] if isinstance(error, ClientError) else ""
    no_iterator = (isinstance(error, KeyError) and "NextShardIterator" in str(error)) or (
        isinstance(error, ParamValidationError) and "parameter ShardIterator," in str(error)
    )
    ids = {"ExpiredIteratorException": "01.3.expired", THROTTLED: "01.3.throttled"}
    id_ = "01.3.end-of-shard" if no_iterator else ids.get(code, "01.3.raised")
    return id_, {"error": type(error).__name__}


def never_ends(seen: ReaderAttempt) -> Finding | None:
    return ("01.3.never-ends", {}) if seen.never_ended else None


def no_list(seen: ReaderAttempt) -> Finding | None:
    kind = type(seen.returned).__name__
    return None if isinstance(seen.returned, list) else ("01.3.no-list", {"kind": kind})


def no_events(seen: ReaderAttempt) -> Finding | None:
    events = {event["event_id"]: event for event in seen.events}
    strange = [each for each in seen.returned if each is None or each != events.get(_id_of(each))]
    return ("01.3.no-events", {"first": shorten(repr(strange[0]), 90)}) if strange else None


def lost(seen: ReaderAttempt) -> Finding | None:
    """Where the lost events lie in their shard tells how they were lost."""
    if not seen.lost:
        return None
    missing, first = set(seen.lost), seen.lost[0]
    about: dict[str, object] = {"first": _name(seen, first), "shard": "a shard"}
    shard = next((each for each in seen.shards if first in each.ids), None)
    if seen.fails:
        return "01.3.error-swallowed", about | {"from_s": FAILS_FROM_S, "to_s": FAILS_FROM_S + FAILS_FOR_S}
    if seen.took_s < seen.end_s:
        return "01.3.stopped-early", about | {"early_s": seen.end_s - seen.took_s}
    assert shard is not None, f"{first} was never written, and `end` has passed"
    gaps = [id_ in missing for id_ in shard.ids]
    about |= {"shard": shard.id, "opened_s": shard.opened_s, "of_it": len(gaps), "got": gaps.count(False)}
    if all(gaps) and shard.is_child and shard.opened_s > 0:
        return "01.3.child-never-read", about
    if seen.took_s < seen.empty_until_s:
        return "01.3.empty-ahead", about
    if gaps[0] and not gaps[-1] and gaps == sorted(gaps, reverse=True):
        return "01.3.began-too-late", about
    return "01.3.lost", about


def twice(seen: ReaderAttempt) -> Finding | None:
    return ("01.3.twice", {"first": _name(seen, seen.twice[0])}) if seen.twice else None


def reordered(seen: ReaderAttempt) -> Finding | None:
    if not seen.disorder:
        return None
    first, younger = seen.disorder[0]
    in_one = any(first in shard.ids and younger in shard.ids for shard in seen.shards)
    id_ = "01.3.reordered-in-shard" if in_one else "01.3.reordered"
    return id_, {"first": _name(seen, first), "younger": younger}


def reads_too_often(seen: ReaderAttempt) -> Finding | None:
    return ("01.3.reads-too-often", {}) if seen.throttled > THROTTLED_SHARE * seen.reads else None


def _id_of(event: Any) -> Any:
    return event.get("event_id") if isinstance(event, dict) else None


def _name(seen: ReaderAttempt, id_: str) -> str:
    tenant = next(event["tenant"] for event in seen.events if event["event_id"] == id_)
    return f"{id_} of tenant {tenant}"


def facts(seen: ReaderAttempt) -> dict[str, Any]:
    return {
        "events": len(seen.events),
        "lost": len(seen.lost),
        "twice": len(seen.twice),
        "disorder": len(seen.disorder),
        "reads": seen.reads,
        "throttled": seen.throttled,
    }


def totals(seen: Sequence[ReaderAttempt]) -> dict[str, Any]:
    rows = [facts(each) for each in seen if not each.let_it_out]
    sums = {name: sum(row[name] for row in rows) for name in ("events", "reads", "throttled")}
    return sums | {"streams": len(rows), "let_out": len(seen) - len(rows)}


ASKED_FIRST = (floods, replaces, exits, raised, never_ends, returns_nothing, no_list, no_events)


def unless_it_let_it_out(
    question: Callable[[ReaderAttempt], Finding | None],
) -> Callable[[ReaderAttempt], Finding | None]:
    """An error that goes on for longer than boto3 tries is rightly the caller's: nothing else is asked then."""
    return lambda seen: None if seen.let_it_out else question(seen)


grade = Grader(
    trials=trials,
    questions=[*map(unless_it_let_it_out, (*ASKED_FIRST, lost, twice, reordered, reads_too_often))],
    facts=facts,
    columns="01.3.columns",
    row="01.3.row",
    totals=totals,
).grade
