"""What a run asks of each record: a copy in each stream that it was sent to, and each function that reads it.

The ledger has one fate a record, and what one function handled is handled. Here each stream and each mapping
counts by itself, from the tape.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from lablib.pictures.player.mapping_run import MappingRun
from lablib.pictures.player.writes_run import tape_of
from lablib.simulator.lambda_.mapping.mapping import Mapping
from lablib.simulator.ledger.fates import Fate
from lablib.simulator.tape.tape import FATES, STORED
from lablib.simulator.world import World


@dataclass(frozen=True, slots=True)
class Part:
    """One function's part in one record that a mapping owes it."""

    function: str
    fate: Fate
    """STORED as long as the mapping isn't done with the record."""
    handled_us: int | None


@dataclass(frozen=True, slots=True)
class Demands:
    """By the ledger's rows."""

    copies: Counter[tuple[str, int]]
    """By stream and row, how many copies the stream ever stored; 0 for a row that it was only sent."""
    parts: dict[int, list[Part]]
    """Of each record that the streams' mappings have to deal with, those that were deleted left out."""
    streams_of: dict[int, set[str]]
    """By row, where it was sent."""
    read: set[str]
    """The streams that have or had a mapping."""
    awaited: set[str]
    """Those with a mapping that hasn't begun to read."""

    @classmethod
    def of(cls, world: World) -> Demands:
        """All that was asked until now."""
        copies = _copies(world)
        streams_of = defaultdict(set)
        for stream, row in copies:
            streams_of[row].add(stream)
        mappings, deleted = world.lambda_.mappings.values(), world.lambda_.deleted
        parts: dict[int, list[Part]] = defaultdict(list)
        for mapping in mappings:
            if any(stream == mapping.stream.name for stream, _ in copies):
                for row, part in _parts(world, mapping):
                    parts[row].append(part)
        read = {each.stream.name for each in (*mappings, *deleted)}
        awaited = {each.stream.name for each in mappings if each.starting_position.began_us is None}
        return cls(copies, dict(parts), dict(streams_of), read, awaited)

    def never_stored_in(self, row: int) -> list[str]:
        """The streams that the record was sent to and that have no copy of it."""
        return sorted(each for each in self.streams_of.get(row, ()) if not self.copies[each, row])

    def is_output(self, row: int) -> bool:
        """Whether the record went only to streams that no function reads, as what a function writes may."""
        streams = self.streams_of.get(row, set())
        return bool(streams) and self.read.isdisjoint(streams)

    def is_owed_to_none(self, row: int) -> bool:
        """Whether no mapping will ever give the record to its function, as things are."""
        return row not in self.parts and self.awaited.isdisjoint(self.streams_of.get(row, ()))


def _copies(world: World) -> Counter[tuple[str, int]]:
    tape = tape_of(world)
    made = {each.stream for each in tape.shards}
    found: Counter[tuple[str, int]] = Counter()
    for call in tape.calls:
        if call.stream in made:
            found.update(dict.fromkeys(((call.stream, row) for row in call.rows), 0))
            stored = (row for row, did in zip(call.rows, call.did, strict=False) if did % FATES == STORED)
            found.update((call.stream, row) for row in stored)
    return found


def _parts(world: World, mapping: Mapping) -> Iterator[tuple[int, Part]]:
    """Each record that the mapping has to deal with, from the position on where it began in the shard."""
    run = MappingRun.of(world, mapping)
    fates, handled_us = _ends(world, mapping)
    for shard in mapping.stream.shards:
        begin = shard.owed_from.get(mapping.uuid)
        if begin is not None and shard.index in run.place_of:
            rows = [row for _, row in run.arrived[run.place_of[shard.index]]]
            kept = set(rows[shard.log.first :])
            for row in dict.fromkeys(rows[begin:]):
                without_end = Fate.STORED if row in kept else Fate.EXPIRED
                fate = fates.get(row, without_end)
                yield row, Part(mapping.function.name, fate, handled_us.get(row))


def _ends(world: World, mapping: Mapping) -> tuple[dict[int, Fate], dict[int, int]]:
    """How the mapping was done with each record, and when its function first handled it, which counts."""
    fates: dict[int, Fate] = {}
    handled_us: dict[int, int] = {}
    for end in tape_of(world).ends:
        if end.mapping == mapping.uuid:
            fates |= dict.fromkeys(end.rows, Fate(end.fate))
            if end.fate == Fate.HANDLED:
                handled_us |= {row: end.at_us for row in end.rows if row not in handled_us}
    return fates | dict.fromkeys(handled_us, Fate.HANDLED), handled_us
