"""Grades shard_of: against the ShardIds that put_records names, in streams cut in different ways."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from textwrap import shorten
from typing import Any

from lablib.scenarios.fresh_world import fresh_world
from lablib.scenarios.replay.incident import STREAM, make_stream
from lablib.simulator import limits
from lablib.simulator.kinesis.state.routing import hash_of
from lablib.teaching.checks.attempt import Attempt, observe
from lablib.teaching.checks.findings import ANY, Finding, changes_its_input, returns_nothing
from lablib.teaching.checks.function_cases import each
from lablib.teaching.checks.grader import Grader

import boto3

Shards = list[dict[str, Any]]

TENANTS = tuple(f"t-{number:04d}" for number in range(1, 42))
ABROAD = ("münchen-gmbh", "東京-ai", "søk-as", "ελλάς-data", "🚀-labs")
UNTIDY = ("ACME Corp", "ACME", "Hooli GmbH", " t-0001", "t-0001 ", " globex", "umbrella\tcorp")
"""Without its capitals, or without its blanks, each of them goes to another shard."""
LOOKALIKES = (
    "co\u0301rdoba",
    "\uff21\uff23\uff2d\uff25",
    "\ufb01nance-ai",
    "straße",
    "\u0130stanbul",
    "a\u200db",
)
PUNCTUATED = ("acme\n", "initech  inc", "acme\u00a0corp", "\ufeffacme", "acme.", '"acme"', "R&amp;D")
PARTED = ("hooli/eu", "us/acme", "us:globex", "acme#7", "t_0001", "00042", "hooli%20inc", "hooli+inc")
LONG = ("x" * limits.PARTITION_KEY_MAX_CHARS, "soylent-" * 32)
AS_THEY_ARE = ("mu\u0308nchen-gmbh", *LOOKALIKES, *PUNCTUATED, *PARTED, *LONG)
"""Each goes to another of eight shards if anybody composes, decomposes, cuts, unquotes or otherwise tidies it."""
AT_THE_EDGE = ("t-0007", "t-0019")
"""One of them is the last key of its shard, the other the first."""


@dataclass(slots=True)
class Seen(Attempt):
    """What the function said to a stream's keys, each asked twice."""

    keys: tuple[str, ...] = ()
    shards: Shards = field(default_factory=list)
    right: list[str] = field(default_factory=list)

    @property
    def answers(self) -> list[Any]:
        """The first answer to each key."""
        return self.twice[: len(self.keys)]

    @property
    def twice(self) -> list[Any]:
        """The first answer to each key, then the second. `each` says None if all of them are None."""
        return self.returned if isinstance(self.returned, list) else [None] * 2 * len(self.keys)

    @property
    def wrong(self) -> list[int]:
        """The places of the keys that are on another shard."""
        pairs = zip(self.answers, self.right, strict=False)
        return [place for place, (answer, right) in enumerate(pairs) if answer != right]


def play(fn: Callable[..., Any], name: str, count: int, cuts: Sequence[int], keys: tuple[str, ...]) -> Seen:
    """A stream of `count` shards, cut further at the hash keys `cuts`; where does it put these keys?"""
    seen = Seen(name, keys=keys)
    with fresh_world(seed=5) as world:
        make_stream(count)
        kinesis = boto3.client("kinesis")
        for cut in cuts:
            _split_at(kinesis, cut)
        seen.shards = kinesis.list_shards(StreamName=STREAM, ShardFilter={"Type": "AT_LATEST"})["Shards"]
        answer = kinesis.put_records(
            StreamName=STREAM, Records=[{"Data": b"{}", "PartitionKey": key} for key in keys]
        )
        seen.right = [result["ShardId"] for result in answer["Records"]]
        observe(seen, world, partial(each, fn), ([(key, seen.shards) for key in keys * 2],))
    return seen


def _split_at(kinesis: Any, cut: int) -> None:
    open_shards = kinesis.list_shards(StreamName=STREAM, ShardFilter={"Type": "AT_LATEST"})["Shards"]
    shard = next(one for one in open_shards if _holds(one, cut))
    kinesis.split_shard(StreamName=STREAM, ShardToSplit=shard["ShardId"], NewStartingHashKey=str(cut))
    kinesis.get_waiter("stream_exists").wait(StreamName=STREAM)


def trials() -> list[tuple[str, Callable[[Any], Seen]]]:
    """From a new stream to one whose ranges have nothing regular left."""
    whole = limits.HASH_KEY_MAX + 1
    edges = [hash_of(AT_THE_EDGE[0]) + 1, hash_of(AT_THE_EDGE[1])]
    rows: list[tuple[str, int, list[int], tuple[str, ...]]] = [
        ("4 new shards", 4, [], TENANTS),
        ("3 new shards", 3, [], TENANTS),
        ("2 shards, split twice", 2, [whole // 4, whole // 8], TENANTS),
        ("split at the hash key of a tenant", 1, edges, TENANTS),
        ("keys from abroad", 4, [], ABROAD),
        ("capitals and blanks", 4, [], UNTIDY),
        ("keys as they are", 8, [], AS_THEY_ARE),
        ("4 new shards, again", 4, [], TENANTS),
    ]
    return [(name, partial(play, name=name, count=n, cuts=cuts, keys=keys)) for name, n, cuts, keys in rows]


def no_shard_id(seen: Seen) -> Finding | None:
    ids = [shard["ShardId"] for shard in seen.shards]
    strange = next(
        (place for place, answer in enumerate(seen.answers) if answer is not None and answer not in ids), None
    )
    if strange is None:
        return None
    if re.fullmatch(r"shardId-\d{12}", str(seen.answers[strange])):
        return "01.1.not-open", _about(seen, strange) | {"open": ", ".join(ids)}
    return "01.1.no-shard-id", _about(seen, strange)


def not_the_same(seen: Seen) -> Finding | None:
    later = seen.twice[len(seen.keys) :]
    place = next((place for place, answer in enumerate(seen.answers) if answer != later[place]), None)
    if place is None:
        return None
    return "01.1.not-the-same", _about(seen, place) | {"later": str(later[place])}


def wrong_shard(seen: Seen) -> Finding | None:
    """On the way to a message: is there a belief that explains every single answer?"""
    if not seen.wrong:
        return None
    about = _about(seen, seen.wrong[0])
    if {seen.keys[place] for place in seen.wrong} <= set(AT_THE_EDGE) and seen.name.startswith("split at"):
        return "01.1.edge", about
    for id_, belief in BELIEFS.items():
        if [belief(key, seen.shards) for key in seen.keys] == seen.answers:
            return id_, about
    return _tidied(seen, about) or ("01.1.wrong-shard", about)


def _tidied(seen: Seen, about: dict[str, object]) -> Finding | None:
    """Is each answer the right one for the key in another form?"""
    for way, change in TIDY.items():
        keys = [change(key) for key in seen.keys]
        if [_by_range(key, seen.shards) for key in keys] == seen.answers:
            return "01.1.tidied", about | {"way": way, "tidied": ascii(shorten(keys[seen.wrong[0]], 70))}
    return None


def _remainder(key: str, shards: Shards) -> str:
    return str(shards[hash_of(key) % len(shards)]["ShardId"])


def _builtin_hash(key: str, shards: Shards) -> str:
    return str(shards[hash(key) % len(shards)]["ShardId"])


def _equal_slices(key: str, shards: Shards) -> str:
    return str(shards[hash_of(key) * len(shards) >> 128]["ShardId"])


def _as_text(key: str, shards: Shards) -> str | None:
    hash_key = str(hash_of(key))
    for shard in shards:
        ends = shard["HashKeyRange"]
        if ends["StartingHashKey"] <= hash_key <= ends["EndingHashKey"]:
            return str(shard["ShardId"])
    return None


def _from_the_other_end(key: str, shards: Shards) -> str:
    return _holder(int.from_bytes(hash_of(key).to_bytes(16, "little"), "big"), shards)


def _by_range(key: str, shards: Shards) -> str:
    return _holder(hash_of(key), shards)


def _holder(hash_key: int, shards: Shards) -> str:
    return next(str(shard["ShardId"]) for shard in shards if _holds(shard, hash_key))


BELIEFS: dict[str, Callable[[str, Shards], str | None]] = {
    "01.1.modulo": _remainder,
    "01.1.python-hash": _builtin_hash,
    "01.1.equal-slices": _equal_slices,
    "01.1.text": _as_text,
    "01.1.byte-order": _from_the_other_end,
}

TIDY: dict[str, Callable[[str], str]] = {
    "in small letters": str.lower,
    "in capitals": str.upper,
    "with their case folded": str.casefold,
    "without blanks at their ends": str.strip,
    "in small letters, without blanks at their ends": lambda key: key.strip().lower(),
    "with case folded, without blanks at their ends": lambda key: key.strip().casefold(),
} | {f"normalized to {form}": partial(unicodedata.normalize, form) for form in ("NFC", "NFD", "NFKC", "NFKD")}


def _holds(shard: dict[str, Any], hash_key: int) -> bool:
    ends = shard["HashKeyRange"]
    return int(ends["StartingHashKey"]) <= hash_key <= int(ends["EndingHashKey"])


def _about(seen: Seen, place: int) -> dict[str, object]:
    """One key as evidence."""
    answer = shorten(str(seen.answers[place]), 70)
    shard = next(shard for shard in seen.shards if shard["ShardId"] == seen.right[place])
    ends = shard["HashKeyRange"]
    return {
        "key": seen.keys[place],
        "hash_key": hash_of(seen.keys[place]),
        "right": seen.right[place],
        "start": ends["StartingHashKey"],
        "end": ends["EndingHashKey"],
        "answer": answer,
    }


def facts(seen: Seen) -> dict[str, Any]:
    hits = len(seen.answers) - len(seen.wrong)
    return {"shards": len(seen.shards), "keys": len(seen.keys), "hits": hits, "wrong": len(seen.wrong)}


def totals(seen: Sequence[Seen]) -> dict[str, Any]:
    return {"keys": sum(len(one.keys) for one in seen)}


grade = Grader(
    trials=trials,
    questions=(*ANY, returns_nothing, no_shard_id, not_the_same, wrong_shard, changes_its_input),
    facts=facts,
    columns="01.1.columns",
    row="01.1.row",
    totals=totals,
).grade
