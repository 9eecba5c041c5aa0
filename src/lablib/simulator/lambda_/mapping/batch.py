"""Records on their way to a function."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(slots=True)
class Batch:
    """Columns of some records of one shard, oldest first.

    Retention may take records from the shard meanwhile. They stay here, as the invocation under way has them.
    """

    positions: Sequence[int]
    """In the shard's log."""
    sequence: Sequence[int]
    arrival_us: Sequence[int]
    rows: Sequence[int]
    """In the ledger."""
    end: int
    """Where the checkpoint stands once the batch is done."""
    depth: int = 0
    """How often it was bisected."""

    def __len__(self) -> int:
        return len(self.positions)

    def before(self, index: int) -> Batch:
        """The first `index` records; the checkpoint then stands at the next one."""
        if index == len(self.positions):
            return self
        return self._part(slice(None, index), self.positions[index])

    def starting_at(self, index: int) -> Batch:
        """All but the first `index` records."""
        return self._part(slice(index, None), self.end)

    def _part(self, part: slice, end: int) -> Batch:
        positions, sequence, arrival_us = self.positions[part], self.sequence[part], self.arrival_us[part]
        return Batch(positions, sequence, arrival_us, self.rows[part], end, self.depth)
