"""Tells the tape, if there is one, what became of each entry of a put."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lablib.simulator.kinesis.state.region import Region
from lablib.simulator.kinesis.state.shard import Shard
from lablib.simulator.kinesis.state.stream import Stream
from lablib.simulator.tape.tape import FATES, STORED, Tape


def note(
    tape: Tape,
    region: Region,
    stream: Stream,
    now_us: int,
    rows: Sequence[int],
    did: Sequence[int],
    shards: Iterable[Shard],
) -> None:
    """One call of `region.caller`: the ledger's rows of its entries, and what became of each (`tape.Call`).

    `shards` are those that the call went to; their limiters are asked how much is used after it.
    """
    caller = region.caller
    levels = tuple([(shard.index, *shard.write_limiter.used(now_us)) for shard in shards])
    left_us = now_us if caller.left_us is None else caller.left_us
    tape.settled(stream.name, left_us, now_us, caller.producer, rows, did, levels)


def all_stored(entries: int, numbers_of: Iterable[tuple[Shard, Sequence[int]]]) -> list[int]:
    """What became of the entries of a call that every shard took whole: which entries each of them got."""
    did = [0] * entries
    for shard, numbers in numbers_of:
        stored = shard.index * FATES + STORED
        for number in numbers:
            did[number] = stored
    return did
