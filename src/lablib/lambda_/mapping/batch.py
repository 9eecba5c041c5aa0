"""Records on their way to a function: positions in the log of one shard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Batch:
    """`positions` are ascending; once they are through, the checkpoint moves to `end`."""

    positions: Sequence[int]
    end: int

    def __len__(self) -> int:
        return len(self.positions)

    def halves(self) -> tuple[Batch, Batch]:
        """Cut in two. Model: the left half has half of the records, rounded down."""
        middle = len(self.positions) // 2
        return self.before(middle), self.behind(middle)

    def before(self, index: int) -> Batch:
        """The first `index` records."""
        return Batch(self.positions[:index], self.positions[index])

    def behind(self, index: int) -> Batch:
        """All but the first `index` records."""
        return Batch(self.positions[index:], self.end)
