"""Grades find_poison: shards that a record blocks, and the last log line of their function."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from lablib.scenarios.fresh_world import fresh_world
from lablib.scenarios.mapping.blocked_consumer import price, start
from lablib.scenarios.replay.incident import STREAM
from lablib.simulator import limits
from lablib.simulator.kinesis.state.routing import hash_of
from lablib.teaching.checks.attempt import Attempt, observe
from lablib.teaching.checks.findings import ANY, Finding
from lablib.teaching.checks.grader import Grader
from lablib.traffic.diurnal_usage import Usage, day

import boto3

SHARDS = 2
PER_S = 1.0
PACE_S = 1.6
"""The shard gets an event every two seconds or so: the function keeps up, and is busy enough for its batches
to hold several."""
BATCH_SIZE = 10
AT_S = 300
"""The first malformed event comes so many seconds after the traffic begins."""


class NoTokens(Usage):
    """An event that is JSON, and has not what the function needs."""

    def payload(self) -> bytes:
        return json.dumps({name: self.as_dict()[name] for name in ("event_id", "at", "tenant")}).encode()


@dataclass(slots=True)
class Seen(Attempt):
    """What the function said to one shard."""

    line: dict[str, Any] = field(default_factory=dict)
    poison: int = 0
    """Where in the shard the record is."""
    sequence: list[str] = field(default_factory=list)
    """Of every record of the shard, in order."""
    bad: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)
    """Sequence numbers of other shards."""
    batch_at: int = 0
    raised: str = ""
    data: bytes = b""


def shard_of(key: str) -> int:
    return hash_of(key) * SHARDS >> 128


def with_malformed(events: list[Usage], bad: Sequence[tuple[int, int, str]]) -> list[Usage]:
    """`bad` has for each malformed event its shard, from which second on it may be, and its kind."""
    changed = list(events)
    start_us = events[0].at_us
    for shard, at_s, kind in bad:
        place = next(
            n
            for n, event in enumerate(changed)
            if shard_of(event.key) == shard and event.at_us >= start_us + at_s * limits.US_PER_S
        )
        event = changed[place]
        changed[place] = NoTokens(*event) if kind == "no tokens" else event._replace(cut_at=70)
    return changed


def play(fn: Callable[..., Any], name: str, seconds: float, bad: Sequence[tuple[int, int, str]]) -> Seen:
    """Two shards; the first of `bad` blocks the one that the line is about. `seconds` later it is searched."""
    with fresh_world(seed=5) as world:
        begin_us = world.start_us + 60 * limits.US_PER_S
        events = with_malformed(day(PER_S / 0.4, seconds / 3_600, 11, begin_us), bad)
        consumer = start(world, events, shards=SHARDS, pace_s=PACE_S, BatchSize=BATCH_SIZE)
        world.sleep(60 + seconds)
        shards = [shard.log for shard in world.kinesis.streams[STREAM].shards]
        log = shards[bad[0][0]]
        seen = Seen(name)
        own = [
            consumer.lines[n] for n in consumer.failed if consumer.lines[n]["shard"].endswith(str(bad[0][0]))
        ]
        seen.line = own[-1]
        seen.sequence = [str(each) for each in log.sequence]
        seen.elsewhere = [str(each) for shard in shards if shard is not log for each in shard.sequence]
        wrong = [n for n, data in enumerate(log.data) if _raises(data)]
        seen.poison, seen.data = wrong[0], bytes(log.data[wrong[0]])
        seen.bad = [seen.sequence[n] for n in wrong]
        seen.raised = _raises(seen.data)
        arrived_us = round((seen.line["at"] - seen.line["age_s"]) * limits.US_PER_S)
        seen.batch_at = next(n for n, at_us in enumerate(log.arrival_us) if at_us >= arrived_us - 1_000)
        observe(seen, world, fn, (STREAM, seen.line, price), (boto3.client("kinesis"),))
    return seen


def _raises(data: bytes) -> str:
    try:
        price(bytes(data))
    except (ValueError, KeyError) as error:
        return type(error).__name__
    return ""


def trials() -> list[tuple[str, Callable[[Any], Seen]]]:
    """From the record of the lab to shards with more than one."""
    rows = [
        ("cut off", 900, [(0, AT_S, "cut")]),
        ("another bad one behind it", 1_500, [(1, AT_S, "no tokens"), (1, 3 * AT_S, "cut")]),
        ("JSON, and a field is missing", 900, [(1, AT_S, "no tokens")]),
        ("an hour later", 4_200, [(0, 2 * AT_S, "cut")]),
        ("another bad one in the other shard", 1_500, [(1, 2 * AT_S, "cut"), (0, AT_S, "cut")]),
    ]
    return [(name, partial(play, name=name, seconds=seconds, bad=bad)) for name, seconds, bad in rows]


def no_sequence_number(seen: Seen) -> Finding | None:
    answer = seen.returned
    if answer is None:
        return "07.1.none", {"raised": seen.raised}
    if isinstance(answer, (list, tuple, set)):
        return "07.1.whole-batch", {"count": len(answer), "good": seen.line["records"] - 1}
    if answer in seen.sequence or answer in seen.elsewhere:
        return None
    return "07.1.no-sequence-number", {"answer": repr(answer)[:60]}


def wrong_record(seen: Seen) -> Finding | None:
    answer = seen.returned
    if answer == seen.sequence[seen.poison]:
        return None
    if answer in seen.elsewhere:
        return "07.1.other-shard", {}
    if answer in seen.bad:
        return "07.1.another-bad-one", {}
    if answer == seen.sequence[-1]:
        return "07.1.newest", {"behind": len(seen.sequence) - seen.poison - 1}
    named = {seen.sequence[0]: "first-of-stream", seen.sequence[seen.batch_at]: "first-of-batch"}
    kind = named.get(answer, "wrong-record")
    return f"07.1.{kind}", {}


def facts(seen: Seen) -> dict[str, Any]:
    return {
        "records": len(seen.sequence),
        "batch": seen.line["records"],
        "age_s": seen.line["age_s"],
        "shard": seen.line["shard"],
        "poison": f"the data {seen.data[:24].decode()}... at place {seen.poison + 1:,} of {len(seen.sequence):,}",
    }


def totals(seen: Sequence[Seen]) -> dict[str, Any]:
    return {"records": max(len(each.sequence) for each in seen)}


grade = Grader(
    trials=trials,
    questions=(*ANY, no_sequence_number, wrong_record),
    facts=facts,
    columns="07.1.columns",
    row="07.1.row",
    totals=totals,
).grade
