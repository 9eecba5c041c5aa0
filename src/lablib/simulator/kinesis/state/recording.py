"""Puts a tape into a region: from then on it is told of every offer, every call and every shard."""

from __future__ import annotations

from lablib.simulator.kinesis.state.region import Region
from lablib.simulator.kinesis.state.stream import Stream
from lablib.simulator.tape.tape import Tape


def record(region: Region, label: str) -> Tape:
    """The region's tape, new if there is none; `label` is what errors call its world.

    Raises ValueError if records were offered before, as a tape without its beginning explains nothing.
    """
    ledger = region.ledger
    if ledger.tape is not None:
        return ledger.tape
    if ledger.offered:
        raise ValueError(
            f"record() comes too late in the world with {label}, as a tape begins before the first record; "
            f"records offered before it: {ledger.offered:,}. Remedy: call it on a fresh world "
            "(world = lablib.restart(); world.record())"
        )
    ledger.tape = Tape(region.clock)
    for stream in region.streams.values():
        _tell_shards(ledger.tape, stream)
    return ledger.tape


def _tell_shards(tape: Tape, stream: Stream) -> None:
    """The shards that there are already."""
    index_of = {shard.id: shard.index for shard in stream.shards}
    for shard in stream.shards:
        ids = (shard.parent, shard.adjacent_parent)
        parents = tuple(index_of[each] for each in ids if each in index_of)
        tape.shard_opened(stream.name, shard.index, shard.created_us, parents)
        if shard.closed_us is not None:
            tape.shard_closed(stream.name, shard.index, shard.closed_us)
