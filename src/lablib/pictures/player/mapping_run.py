"""A mapping's steps and the records that it reads, as a world has them at the end of a run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Self

from lablib.pictures.player.writes_run import Writes
from lablib.simulator import limits
from lablib.simulator.lambda_.mapping.history import Did, Step
from lablib.simulator.lambda_.mapping.mapping import Mapping
from lablib.simulator.ledger.fates import Fate
from lablib.simulator.tape.tape import FATES, STORED
from lablib.simulator.world import World


@dataclass(frozen=True)
class MappingRun:
    """All that happened, from the first record or step on."""

    world: World
    mapping: Mapping
    writes: Writes
    steps: Sequence[Step]
    """In the order in which they ended."""
    start_us: int
    end_us: int
    first: Sequence[int]
    """By a shard's place, the position of the oldest record that is shown."""

    @classmethod
    def of(cls, world: World, mapping: Mapping) -> Self:
        """What `mapping` did until now."""
        writes = Writes.of(world, mapping.stream.name)
        steps = sorted(mapping.history, key=lambda step: step.ended_us)
        begins_us = [writes.start_us, *(step.at_us for step in steps)]
        ends_us = [writes.end_us, *(step.ended_us + 1 for step in steps)]
        start_us = min(begins_us) // limits.US_PER_S * limits.US_PER_S
        return cls(world, mapping, writes, steps, start_us, max(ends_us), [0] * len(writes.shards))

    def part(self, start_us: int, end_us: int) -> MappingRun:
        """The steps that ended from `start_us` to before `end_us`, and all records that were not done before.

        Of one lane a shard: with more, what is done before then has no first position.
        """
        steps = [step for step in self.steps if start_us <= step.ended_us < end_us]
        first = [0] * len(self.first)
        for step in self.steps:
            if step.ended_us < start_us:
                first[self.place_of[step.shard]] = step.checkpoint
        for step in steps:
            place = self.place_of[step.shard]
            first[place] = min(first[place], step.first)
        return MappingRun(self.world, self.mapping, self.writes, steps, start_us, end_us, first)

    def shown_records(self) -> list[list[int]]:
        """By a shard's place: when each record arrived, from the oldest that is shown."""
        both = zip(self.arrived, self.first, strict=True)
        return [[at_us for at_us, _ in records[first:] if at_us < self.end_us] for records, first in both]

    @property
    def has_lanes(self) -> bool:
        """Whether a shard has more than one."""
        return any(step.lane for step in self.steps)

    @cached_property
    def arrived(self) -> list[list[tuple[int, int]]]:
        """By a shard's place: (when it arrived, its row) of each record that was ever stored, by position."""
        found: list[list[tuple[int, int]]] = [[] for _ in self.writes.shards]
        for call in self.writes.calls:
            if not call.error:
                for row, did in zip(call.rows, call.did, strict=True):
                    if did % FATES == STORED:
                        found[self.place_of[did // FATES]].append((call.at_us, row))
        return found

    @cached_property
    def place_of(self) -> dict[int, int]:
        """By a shard's number, its place among the shards."""
        return {life.shard: place for place, life in enumerate(self.writes.shards)}

    def held(self) -> list[list[int]]:
        """`[place, first position, how many]` of records that expired in a batch that is still under way.

        The history notes them when the batch is tried next.
        """
        fates = self.world.ledger.fates()
        noted = [0] * len(self.arrived)
        covered: list[set[int]] = [set() for _ in self.arrived]
        for step in self.steps:
            if step.did is Did.EXPIRED:
                place = self.place_of[step.shard]
                noted[place] += step.records
                covered[place].update(range(step.first, step.first + step.records))
        found = []
        for place, records in enumerate(self.arrived):
            expired = [position for position, (_, row) in enumerate(records) if fates[row] is Fate.EXPIRED]
            if (more := len(expired) - noted[place]) > 0:
                first = next((each for each in expired if each not in covered[place]), expired[0])
                found.append([place, first, more])
        return found
