"""Logs of gateways, made by hand: what a log by the simulator would have by chance alone."""

from __future__ import annotations

from typing import Any, NamedTuple

from lablib.simulator.kinesis.operations.put import INTERNAL_FAILURE, THROTTLED

Call = dict[str, Any]
STORED = ""
"""The code of a record that was stored."""
BEGIN_S = 1_795_254_660
"""A whole minute."""


class Part(NamedTuple):
    """A part of a call that was made by hand: records of a tenant for a shard, all with the same end."""

    tenant: str
    shard: int
    records: int
    code: str = THROTTLED


def by_hand(stream: str, *calls: tuple[float, list[Part]]) -> list[Call]:
    """Calls as the gateways log them: when, and the parts of each. First each tenant stores a record."""
    known = {(part.tenant, part.shard): None for _, parts in calls for part in parts}
    first = (2.5, [Part(tenant, shard, 1, STORED) for tenant, shard in known])
    return [
        {
            "gateway": f"g{number % 10:02d}",
            "at": BEGIN_S + at_s,
            "events": [{"tenant": part.tenant} for part in parts for _ in range(part.records)],
            "answer": {
                "FailedRecordCount": sum(part.records for part in parts if part.code),
                "Records": [_result(stream, part) for part in parts for _ in range(part.records)],
            },
        }
        for number, (at_s, parts) in enumerate((first, *calls))
    ]


def _result(stream: str, part: Part) -> dict[str, Any]:
    shard_id = f"shardId-{part.shard:012d}"
    if not part.code:
        return {"SequenceNumber": "49", "ShardId": shard_id}
    told = {
        THROTTLED: f"Rate exceeded for shard {shard_id} in stream {stream} under account 111122223333.",
        INTERNAL_FAILURE: "Internal service failure.",
    }
    return {"ErrorCode": part.code, "ErrorMessage": told[part.code]}


def many_shards() -> list[tuple[float, list[Part]]]:
    """The place is on shard 13 in the second half of a second; 3 and the next second have nearly as many."""
    calls = [(417.0 + tenth / 20, [Part("t-0900", 13, 12)]) for tenth in range(12, 20)]
    calls += [(417.01, [Part("t-0044", 3, 70)]), (477.2, [Part("t-0044", 3, 80)])]
    calls += [(418.1, [Part("t-0900", 13, 60)]), (357.3, [Part("t-0045", 4, 90)])]
    calls += [(100.0 + n, [Part(f"t-{1_000 + n}", n % 15, 20, STORED)]) for n in range(60)]
    return calls[::-3] + calls[::-1][1::3] + calls[::-1][2::3]


def many_tenants() -> list[tuple[float, list[Part]]]:
    """One second of one shard has many tenants, with few records each; another has one tenant with more."""
    crowd = [(61.4, [Part(f"t-{n:04d}", 2, 30 + (n == 7))]) for n in range(1, 12)]
    alone = [(64.9, [Part("t-0500", 2, 150)])] + [(66.0 + n, [Part("t-0501", 1, 1)]) for n in range(40)]
    once = [(68.5, [Part("t-0502", 5, 1), Part("t-0503", 1, 30, STORED)]) for _ in range(45)]
    early = [(61.1, [Part("t-0300", 2, 300, STORED)])]
    return [*alone[::2], *crowd[::2], *once, *early, *alone[1::2], *crowd[1::2]]


def two_shards() -> list[tuple[float, list[Part]]]:
    """In one second two shards throttle 300 each, more than any other; in another one shard alone has 500."""
    both = [(9.1 + tenth / 10, [Part("t-0611", 0, 60), Part("t-0612", 1, 60)]) for tenth in range(5)]
    alone = [(52.3 + tenth / 10, [Part("t-0620", 2, 100)]) for tenth in range(5)]
    return [*both[::2], *alone, *both[1::2]]


def side_by_side() -> list[tuple[float, list[Part]]]:
    """The place has three tenants, the shard beside it one with more; elsewhere failures follow."""
    place = [Part("t-0701", 0, 20), Part("t-0702", 0, 18), Part("t-0703", 0, 16), Part("t-0710", 1, 50)]
    failing = [Part("t-0720", 2, 40), Part("t-0720", 2, 20, INTERNAL_FAILURE)]
    calls = [[(40.1 + tenth / 10, place), (21.2 + tenth / 10, failing)] for tenth in range(5)]
    return [call for pair in calls for call in pair]


def mixed_calls() -> list[tuple[float, list[Part]]]:
    """Each call has stored records first, a failure, a few throttled by one shard and many by another."""
    parts = [
        Part("t-0071", 0, 40, STORED),
        Part("t-0071", 0, 9, INTERNAL_FAILURE),
        Part("t-0071", 0, 3),
        Part("t-0178", 1, 25),
    ]
    return [(30.7, parts)] * 6 + [(33.7, [Part("t-0072", 0, 100)]), (36.0, [Part("t-0002", 1, 120)])]
