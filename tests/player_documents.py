"""Documents made by hand, so that the player is tested without a run: each number in them is known."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%+,./:;=?@[]^_|*"
START_US = 1_793_577_660_000_000
EVERY_MS = 5_000
MALFORMED_AT_S = 8_000
RETENTION_S = 86_400
LAST_S = 150_000


def writes(makers: int = 6, flushes: int = 12, size: int = 300, resend: bool = False) -> dict[str, Any]:
    """Producers that flush together every five seconds, 1 ms after one another, to two shards.

    Two thirds of the records go to shard 0, which stores 1,000 per second. What it throttles is sent again
    half a second later, if `resend`.
    """
    calls: list[tuple[int, int, Any, str]] = []  # when, by, rows, did
    row, throttled, level, then = 0, 0, 0.0, 0
    for flush in range(flushes):
        again: list[tuple[int, list[int]]] = []
        for maker in range(makers):
            at = flush * EVERY_MS + 5 + maker
            level, then = max(0.0, level - (at - then)), at
            did, refused = "", []
            for k in range(size):
                full = k % 3 < 2 and level > 999
                level += k % 3 < 2 and not full
                did += ("1" if full else "0") if k % 3 < 2 else "3"
                refused += [row + k] * full
            calls.append((at, maker, size, did))
            again += [(maker, refused)] if refused else []
            throttled += len(refused)
            row += size
        if resend:
            calls += [
                (flush * EVERY_MS + 505 + maker, maker, _ranges(rows), "0" * len(rows))
                for maker, rows in again
            ]
            level = 0.0
    lost = 0 if resend else throttled
    return {
        **_head("writes", f"{throttled:,} of {row:,} records were throttled", flushes * EVERY_MS, 2),
        "minutes": {"IncomingRecords": {"stat": "Sum", "at": [0], "value": [row - lost]}},
        "totals": {"offered": row, "rejected": lost, "stored": row - lost},
        "ledger": [["offered", f"{row:,}"], ["stored", f"{row - lost:,}"], ["never resent", f"{lost:,}"]],
        "by": [f"g{maker:02}" for maker in range(makers)],
        "limit": {"kind": "bucket", "records": 1_000, "burst": 1_000},
        "alphabet": ALPHABET,
        "width": 1,
        "reasons": ["InternalFailureException"],
        "offer": {
            "at": _deltas([flush * EVERY_MS for flush in range(flushes) for _ in range(makers)]),
            "by": list(range(makers)) * flushes,
            "rows": [size] * (makers * flushes),
        },
        "call": {
            "at": _deltas([at for at, *_ in calls]),
            "way": [4] * len(calls),
            "by": [by for _, by, *_ in calls],
            "rows": [rows for _, _, rows, _ in calls],
            "did": " ".join(did for *_, did in calls),
            "level": None,
        },
        "gave_up": {"at": [], "by": [], "rows": []},
        "stored_twice": 0,
    }


def mapping(per_hour: int = 60) -> dict[str, Any]:
    """Two shards for 42 hours. A batch of shard 1 fails once a minute until its first record expires."""
    gap = 3_600 // per_hour
    arrived = list(range(0, LAST_S, gap))
    steps: list[tuple[int, int, str, int, int, int]] = []  # at, shard, did, first, records, checkpoint
    steps += [(at + 1, 0, "S", k, 1, k + 1) for k, at in enumerate(arrived)]
    bad = next(k for k, at in enumerate(arrived) if at >= MALFORMED_AT_S)
    steps += [(at + 1, 1, "S", k, 1, k + 1) for k, at in enumerate(arrived[:bad])]
    over = arrived[bad + 9] + RETENTION_S
    steps += [(at, 1, "F", bad, 10, bad) for at in range(arrived[bad] + 2, over, 60)]
    steps += [(over, 1, "E", bad, 10, bad + 10)]
    steps += [(over + 60, 1, "S", bad + 10, len(arrived) - bad - 10, len(arrived))]
    steps.sort()
    return {
        **_head("mapping", "10 records expired in shard 1", LAST_S * 1_000, 2),
        "minutes": {"IteratorAge": {"stat": "Maximum", "at": [0], "value": [1_000.0]}},
        "totals": {"offered": 2 * len(arrived), "expired": 10, "handled": 2 * len(arrived) - 10},
        "ledger": [["offered", f"{2 * len(arrived):,}"], ["expired", "10"]],
        "function": "book-usage",
        "mapping": "11111111-2222-3333-4444-555555555555",
        "unit_ms": 1_000,
        "retention_s": RETENTION_S,
        "limits": {"batch_size": 100, "retries": -1, "age_s": -1, "bisect": 0, "parallelization": 1},
        "from": [0, 0],
        "arrived": [_deltas(arrived), _deltas(arrived)],
        "step": {
            "at": _deltas([at for at, *_ in steps]),
            "took": [1] * len(steps),
            "shard": "".join(ALPHABET[shard] for _, shard, *_ in steps),
            "lane": None,
            "did": "".join(did for _, _, did, *_ in steps),
            "first": _deltas_by_shard([(step[1], step[3]) for step in steps]),
            "records": [step[4] for step in steps],
            "depth": None,
            "checkpoint": _deltas_by_shard([(step[1], step[5]) for step in steps]),
        },
        "held": [],
        "alphabet": ALPHABET,
        "width": 1,
    }


def _head(kind: str, title: str, length_ms: int, shards: int) -> dict[str, Any]:
    return {
        "v": 1,
        "kind": kind,
        "title": title,
        "caption": ["Every mark is a record."],
        "stream": "usage-events",
        "start_us": START_US,
        "length_ms": length_ms,
        "shards": [{"index": k, "opened": 0, "closed": None, "parents": []} for k in range(shards)],
        "window": None,
    }


def _deltas(values: list[int]) -> list[int]:
    return [after - before for before, after in pairwise([0, *values])]


def _deltas_by_shard(values: list[tuple[int, int]]) -> list[int]:
    last: dict[int, int] = {}
    out = []
    for shard, value in values:
        out.append(value - last.get(shard, 0))
        last[shard] = value
    return out


def _ranges(rows: list[int]) -> list[int]:
    """[3, 4, 5, 9] as [3, 3, 9, 1]."""
    starts = [k for k, row in enumerate(rows) if not k or row != rows[k - 1] + 1]
    lengths = [end - start for start, end in pairwise([*starts, len(rows)])]
    return [number for start, n in zip(starts, lengths, strict=True) for number in (rows[start], n)]
