"""Records on their way to a function."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lablib.simulator import limits


@dataclass(frozen=True, slots=True)
class Batch:
    """Columns of some records of one shard, in their order. The checkpoint moves to `end` behind them.

    What retention takes from the shard meanwhile stays known here, as the invocation under way has it.
    """

    positions: Sequence[int]
    """In the shard's log."""
    sequence: Sequence[int]
    arrival_us: Sequence[int]
    rows: Sequence[int]
    """In the ledger."""
    end: int

    def __len__(self) -> int:
        return len(self.positions)

    def halves(self) -> tuple[Batch, Batch]:
        """Cut in two. Model: AWS does not say which half of an odd number is the larger one."""
        middle = (len(self.positions) + limits.MAPPING_BISECT_LEFT_ROUNDED_UP) // 2
        return self.before(middle), self.behind(middle)

    def before(self, index: int) -> Batch:
        """The first `index` records; the checkpoint then stands at the record behind them."""
        if index == len(self.positions):
            return self
        return self._part(slice(None, index), self.positions[index])

    def behind(self, index: int) -> Batch:
        """All but the first `index` records."""
        return self._part(slice(index, None), self.end)

    def _part(self, part: slice, end: int) -> Batch:
        return Batch(self.positions[part], self.sequence[part], self.arrival_us[part], self.rows[part], end)
