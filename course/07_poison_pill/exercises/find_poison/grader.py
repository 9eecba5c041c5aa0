"""Grades find_poison: shards that a record blocks, and the last log line of their function."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from typing import Any, NamedTuple

from lablib.scenarios.mapping.blocked_consumer import price
from lablib.scenarios.replay.incident import STREAM, make_stream
from lablib.simulator import limits
from lablib.simulator.world import World
from lablib.teaching.checks.attempt import Attempt, observe
from lablib.teaching.checks.awkward_reads import Reads, bring_little, count_reads
from lablib.teaching.checks.findings import ANY, Finding, changes_its_input
from lablib.teaching.checks.grader import Grader

import boto3
from botocore.exceptions import ClientError

LONGEST_S = 36.0 * limits.S_PER_HOUR
BEGINS_S = 8.0 * limits.S_PER_HOUR
"""So that the longest search looks back over midnight."""
GAP_S = 90.4
"""Between what is done and the batch that fails, and between that and what waits behind it."""
FIRST_EMPTY_READS = 50
EMPTY_READS = 6
"""More than a shard answers in a second; as many after each other bring records."""
MOST_READS = 4
"""In a second. One of the five that a shard allows is left to the mapping, which needs it."""
PUT_TOGETHER = 4
BETWEEN_PUTS_S = 0.3
BAD = {
    "cut off": b'{"event_id":"e000366","at":"2026-03-02T09:05',
    "no tokens": b'{"event_id": "e000358", "tenant": "t-0042"}',
    "tokens are null": b'{"event_id": "e000358", "tokens_in": 90, "tokens_out": null}',
    "no price": b'{"event_id": "e000358", "model": "unheard-of", "tokens_in": 90, "tokens_out": 7}',
    "no text": b"\x80\x03event_id",
}


class Scene(NamedTuple):
    """One shard: what is done, the batch that fails, what waits behind it."""

    stream: str = STREAM
    shard: int = 0
    batch: int = 10
    """Records in it."""
    place: int = 6
    """Of the bad one in the batch."""
    kind: str = "cut off"
    given_up: str = ""
    """Kind of a bad record that a mapping gave up before."""
    in_the_same_second: bool = False
    """It arrived in the second of the batch."""
    behind: str = ""
    """Kind of the next bad one."""
    elsewhere: str = ""
    """Kind of a bad one in another shard."""
    failing_s: float = 554.7
    """From the arrival of the batch to the invocation that the line is about."""
    most: int = limits.GET_RECORDS_MAX_RECORDS
    """A read brings no more, and many bring nothing."""
    asked_s: float = 0
    """So long after the line was logged."""


@dataclass(slots=True)
class Seen(Attempt):
    """What the function said to one shard."""

    line: dict[str, Any] = field(default_factory=dict)
    poison: int = 0
    """Where in the shard the record is."""
    batch_at: int = 0
    sequence: list[str] = field(default_factory=list)
    """Of every record of the shard, in order."""
    bad: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)
    """Sequence numbers of other shards."""
    tried: list[Any] = field(default_factory=list)
    """What price was called with."""
    data: bytes = b""
    raised: str = ""
    throttled: int = 0
    """Reads that the shard throttled."""
    reads: Reads = field(default_factory=Reads)

    @property
    def did_nothing(self) -> bool:
        """Who reads the shard and returns None has searched it."""
        return not self.requests and Attempt.did_nothing.fget(self)  # type: ignore[attr-defined, no-any-return]


def good(number: int) -> bytes:
    """Every third event is free: it costs nothing, and the function can bear it."""
    tokens = number % 3
    return json.dumps({"event_id": f"e{number}", "tokens_in": 90 * tokens, "tokens_out": 7 * tokens}).encode()


def price_of_this_release(data: bytes) -> float:
    """Another than the lab's: whoever tries a record with code of their own misses what it raises."""
    dollars = price(data)
    if json.loads(data).get("model") == "unheard-of":
        raise LookupError("there is no price for the model unheard-of")
    return dollars


def write(world: World, scene: Scene) -> tuple[float, int]:
    """Fill the stream. Returns when the batch arrived, as its first record says, and its place in the shard."""
    make_stream(3, scene.stream)
    kinesis, numbers = boto3.client("kinesis"), count()
    shards = world.kinesis.streams[scene.stream].shards

    def put(shard: int, *datas: bytes) -> None:
        for start in range(0, len(datas), PUT_TOGETHER):
            part = datas[start : start + PUT_TOGETHER]
            to = {"PartitionKey": "t-0042", "ExplicitHashKey": str(shards[shard].hash_start)}
            kinesis.put_records(StreamName=scene.stream, Records=[{"Data": data, **to} for data in part])
            world.sleep(BETWEEN_PUTS_S)

    def events(many: int) -> list[bytes]:
        return [good(next(numbers)) for _ in range(many)]

    put((scene.shard - 1) % 3, *events(5), BAD.get(scene.elsewhere, good(0)), *events(5))
    put(scene.shard, *events(7), BAD.get(scene.given_up, good(0)), *events(12))
    world.sleep(GAP_S)
    if scene.in_the_same_second:
        world.sleep(math.ceil(world.clock.now_s) - world.clock.now_s)
        put(scene.shard, BAD[scene.given_up])
    log = shards[scene.shard].log
    begins = log.end
    batch = events(scene.batch)
    batch[scene.place] = BAD[scene.kind]
    put(scene.shard, batch[0])
    put(scene.shard, *batch[1:])
    world.sleep(GAP_S)
    put(scene.shard, *events(3), BAD.get(scene.behind, good(0)), *events(9))
    arrived_ms = log.arrival_us[begins] // limits.US_PER_MS
    return arrived_ms / 1_000, begins


def play(fn: Callable[..., Any], name: str, scene: Scene) -> Seen:
    """The function's search, some time after the batch began to fail."""
    with World(5, stop_after_s=LONGEST_S) as world:
        world.sleep(BEGINS_S)
        arrived_s, batch_at = write(world, scene)
        world.sleep(arrived_s + scene.failing_s - world.clock.now_s)
        shards = [shard.log for shard in world.kinesis.streams[scene.stream].shards]
        log = shards[scene.shard]
        at_s = world.clock.now_s
        shard_id = world.kinesis.streams[scene.stream].shards[scene.shard].id
        seen = Seen(name, poison=batch_at + scene.place, batch_at=batch_at, data=BAD[scene.kind])
        seen.line = {"at": at_s, "shard": shard_id, "records": scene.batch, "age_s": at_s - arrived_s}
        seen.sequence = [str(each) for each in log.sequence]
        seen.elsewhere = [str(each) for other in shards if other is not log for each in other.sequence]
        seen.bad = [seen.sequence[n] for n, data in enumerate(log.data) if _raises(bytes(data))]
        seen.raised = _raises(seen.data)

        def tell_price(data: Any) -> float:
            seen.tried.append(data)
            return price_of_this_release(data)

        client = boto3.client("kinesis")
        if scene.most < limits.GET_RECORDS_MAX_RECORDS:
            bring_little(world, client, scene.most, EMPTY_READS, FIRST_EMPTY_READS, full=EMPTY_READS)
        world.sleep(scene.asked_s)
        seen.reads = count_reads(world, client)
        observe(seen, world, fn, (scene.stream, seen.line, tell_price), (client,))
    throttled = (series for series in world.metrics if series.name == "ReadProvisionedThroughputExceeded")
    points = [point for series in throttled for point in series.minutes.values()]
    seen.throttled = round(sum(point.sum for point in points))
    return seen


def _raises(data: bytes) -> str:
    try:
        price_of_this_release(data)
    except (ValueError, LookupError, TypeError) as error:
        return type(error).__name__
    return ""


def trials() -> list[tuple[str, Callable[[Any], Seen]]]:
    """Other streams, shards, kinds; the first of a batch and the last; bad ones around the one; many reads."""
    rows = [
        ("cut off", Scene(asked_s=1_300)),
        (
            "another one after it",
            Scene("usage-eu", 1, kind="no tokens", behind="cut off", elsewhere="cut off"),
        ),
        (
            "the first of its batch",
            Scene(shard=2, place=0, kind="tokens are null", behind="cut off", failing_s=3_606.7),
        ),
        ("a few records per read", Scene("usage-us", 1, 40, 39, "no text", behind="no tokens", most=3)),
        (
            "another one was dropped before",
            Scene(
                "usage-eu",
                1,
                4,
                3,
                kind="no price",
                given_up="cut off",
                in_the_same_second=True,
                behind="cut off",
                failing_s=82_800.6,
            ),
        ),
    ]
    return [(name, partial(play, name=name, scene=scene)) for name, scene in rows]


def too_fast(seen: Seen) -> Finding | None:
    """Asked twice: an error that comes from it is told first, and else what the search has found."""
    return ("07.1.too-fast", {"throttled": seen.throttled}) if seen.throttled else None


def leaves_none(seen: Seen) -> Finding | None:
    """No read was throttled, as nobody else reads here; beside a mapping some would be."""
    most = seen.reads.most_in_a_second
    return ("07.1.leaves-none", {"most": most}) if most > MOST_READS else None


def stopped_by_throttling(seen: Seen) -> Finding | None:
    return too_fast(seen) if isinstance(seen.error, ClientError) else None


def no_sequence_number(seen: Seen) -> Finding | None:
    answer = seen.returned
    if answer is None:
        id_ = "07.1.none" if seen.data in seen.tried else "07.1.not-reached"
        return id_, {"tried": len(seen.tried)}
    if isinstance(answer, (list, tuple, set)) and len(answer) > 1:
        return "07.1.whole-batch", {"count": len(answer), "good": seen.line["records"] - 1}
    if isinstance(answer, str) and (answer in seen.sequence or answer in seen.elsewhere):
        return None
    return "07.1.no-sequence-number", {"answer": repr(answer)[:60]}


def wrong_record(seen: Seen) -> Finding | None:
    answer = seen.returned
    if answer == seen.sequence[seen.poison]:
        return None
    if answer in seen.elsewhere:
        return "07.1.other-shard", {}
    if answer in seen.bad:
        before = seen.sequence.index(answer) < seen.poison
        return ("07.1.given-up" if before else "07.1.another-bad-one"), {}
    if answer == seen.sequence[-1]:
        return "07.1.newest", {"behind": len(seen.sequence) - seen.poison - 1}
    named = {seen.sequence[0]: "first-of-stream", seen.sequence[seen.batch_at]: "first-of-batch"}
    kind = named.get(answer, "wrong-record")
    return f"07.1.{kind}", {}


def reads_on(first: Seen, seen: Sequence[Seen], found: Finding) -> Finding:
    """Whoever begins after the record waits for it forever. The loop, which the exercise gives, is right."""
    id_, facts = found
    return ("07.1.reads-on", facts) if id_ == "check.never-ends" and not first.tried else found


def facts(seen: Seen) -> dict[str, Any]:
    data = seen.data[:24].decode(errors="backslashreplace")
    return {
        "records": len(seen.sequence),
        "batch": seen.line["records"],
        "age_s": seen.line["age_s"],
        "shard": seen.line["shard"],
        "raised": seen.raised,
        "poison": f"the data {data}... at place {seen.poison + 1:,} of {len(seen.sequence):,}",
    }


grade = Grader(
    trials=trials,
    questions=(
        stopped_by_throttling,
        *ANY,
        no_sequence_number,
        wrong_record,
        too_fast,
        leaves_none,
        changes_its_input,
    ),
    together=reads_on,
    facts=facts,
    columns="07.1.columns",
    row="07.1.row",
).grade
