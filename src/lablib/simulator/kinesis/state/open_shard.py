"""A new shard for a stream: the next free id, its hash range, its first sequence number, its limiters."""

from __future__ import annotations

from lablib.simulator.kinesis.state.region import Region
from lablib.simulator.kinesis.state.sequence_numbers import first_sequence
from lablib.simulator.kinesis.state.shard import Shard
from lablib.simulator.kinesis.state.stream import Stream


def open_shard(
    region: Region,
    stream: Stream,
    hash_start: int,
    hash_end: int,
    now_us: int,
    parent: str | None = None,
    adjacent: str | None = None,
) -> Shard:
    """Open a shard for the hash keys from `hash_start` to `hash_end`, both included, and add it to `stream`.

    `parent` and `adjacent` are the ids of the shards it was split or merged from.
    """
    index = stream.next_shard_index
    parents = [shard for shard in stream.shards if shard.id in (parent, adjacent)] if parent else []
    # A mapping of the parents will read this one too, from its first record.
    owed_from = {uuid: 0 for each in parents for uuid in each.owed_from}
    shard = Shard(
        index=index,
        hash_start=hash_start,
        hash_end=hash_end,
        created_us=now_us,
        start_sequence=first_sequence(index, now_us),
        write_limiter=region.policies.new_write_limiter(stream, now_us),
        read_limiter=region.policies.new_read_limiter(now_us),
        owed_from=owed_from,
        parent=parent,
        adjacent_parent=adjacent,
    )
    stream.shards.append(shard)
    stream.next_shard_index += 1
    if region.ledger.tape is not None:
        region.ledger.tape.shard_opened(stream.name, index, now_us, tuple(each.index for each in parents))
    return shard
