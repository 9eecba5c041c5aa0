"""The writes to a stream as the player's JSON: kind `writes`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lablib.pictures.player.compact import ALPHABET, deltas, ranges, run_lengths, width_for
from lablib.pictures.player.send_queue import Queue
from lablib.pictures.player.writes_run import Writes
from lablib.simulator import limits
from lablib.simulator.kinesis.state.write_limiter import TokenBucket, Unlimited
from lablib.simulator.tape.tape import FATES, Call


def writes_columns(run: Writes, by: list[str], *, with_levels: bool) -> dict[str, Any]:
    """The members that only this kind has; `by` are the names to show for `run.producers`.

    `with_levels` gives how full the shards were, which else follows from the calls: see `needs_levels`.
    """
    row_of = _numbers(run)
    reasons = list(dict.fromkeys(call.error for call in run.calls if call.error))
    place_of = {life.shard: place for place, life in enumerate(run.shards)}
    width = width_for(len(run.shards) * FATES)
    did = [_did(call, place_of, reasons, width) for call in run.calls]
    return {
        "by": by,
        "limit": _limit(run),
        "alphabet": ALPHABET,
        "width": width,
        "reasons": reasons,
        "offer": {
            "at": deltas(_ms(run, offer.at_us) for offer in run.offers),
            "by": [run.producers.index(offer.producer) for offer in run.offers],
            "rows": [len(offer.rows) for offer in run.offers],
        },
        "call": {
            "at": deltas(_ms(run, call.at_us) for call in run.calls),
            "way": [_ms(run, call.at_us) - _ms(run, call.left_us) for call in run.calls],
            "by": [run.producers.index(call.producer) for call in run.calls],
            "rows": list(_rows(run, row_of)),
            "did": " ".join(did),
            "level": [_levels(call) for call in run.calls] if with_levels else None,
        },
        "gave_up": _given_up(run, row_of),
        "stored_twice": run.stored_twice,
    }


def needs_levels(run: Writes) -> bool:
    """Whether how full a shard is doesn't follow from its calls: another limiter, or bytes that bind."""
    if run.world.policies.write_limiter is not TokenBucket:
        return run.world.policies.write_limiter is not Unlimited
    return any(by_bytes > by_records + 1e-9 for call in run.calls for _, by_records, by_bytes in call.levels)


def _limit(run: Writes) -> dict[str, Any]:
    limiter = run.world.policies.write_limiter
    kind = "bucket" if limiter is TokenBucket else "none" if limiter is Unlimited else "second"
    burst = limits.SHARD_WRITE_BURST_RECORDS
    return {"kind": kind, "records": limits.SHARD_WRITE_RECORDS_PER_S, "burst": burst}


def _numbers(run: Writes) -> dict[int, int]:
    """The number in the document of each of the ledger's rows: the offers count on from 0."""
    rows = (row for offer in run.offers for row in offer.rows)
    return {row: number for number, row in enumerate(rows)}


def _ms(run: Writes, at_us: int) -> int:
    return (at_us - run.start_us) // limits.US_PER_MS


def _rows(run: Writes, number_of: dict[int, int]) -> Iterator[int | list[int]]:
    """Of each call: how many of its producer's next records it takes, or the ranges of its records."""
    queues = {producer: Queue() for producer in run.producers}
    for offer in run.offers:
        queues[offer.producer].add(offer.rows)
    for call in run.calls:
        queue = queues[call.producer]
        is_next = queue.takes_next(call.rows)
        yield len(call.rows) if is_next else ranges(number_of[row] for row in call.rows)
        queue.take(call.rows)


def _did(call: Call, place_of: dict[int, int], reasons: list[str], width: int) -> str:
    if call.error:
        return f"-{reasons.index(call.error)}"
    codes = [place_of[did // FATES] * FATES + did % FATES for did in call.did]
    return run_lengths(codes, width)


def _levels(call: Call) -> list[int]:
    """In thousandths of the tighter limit."""
    return [round(1_000 * max(by_records, by_bytes)) for _, by_records, by_bytes in call.levels]


def _given_up(run: Writes, number_of: dict[int, int]) -> dict[str, list[Any]]:
    said = [
        (each.at_us, each.producer, [number_of[row] for row in each.rows if row in number_of])
        for each in run.given_up
    ]
    said = [each for each in said if each[2]]
    places = {producer: place for place, producer in enumerate(run.producers)}
    return {
        "at": deltas(_ms(run, at_us) for at_us, _, _ in said),
        "by": [places.get(producer, 0) for _, producer, _ in said],
        "rows": [ranges(rows) for _, _, rows in said],
    }
