"""What came of a run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from lablib.scenarios.mapping.what_if.knobs import Knobs
from lablib.simulator import limits
from lablib.simulator.lambda_.mapping.history import Step


class Place(NamedTuple):
    """Where one shard stands at one second: positions of the newest record and of the checkpoint."""

    newest: int
    checkpoint: int


@dataclass(frozen=True, slots=True)
class MappingRun:
    """What the mapping did. Times are seconds from the beginning; shards go by their numbers."""

    knobs: Knobs
    start_us: int
    steps: Sequence[Step]
    ages: dict[int, list[tuple[float, float]]]
    """By shard: (when a batch was sent, age of its last record), as the metric IteratorAge has it."""
    places: dict[int, list[Place]]
    """By shard, for second 0, 1, 2 and so on."""
    under_way: dict[tuple[int, int], float]
    """By shard and lane: since when the invocation runs that is not over at the end."""
    totals: dict[str, int]
    """As `World.totals` has them."""
    delivered_again: int
    """Deliveries of a record after its first."""
    billed_again: int
    """So often the handler billed what it had billed before: it forgets, as an idempotent one would not."""

    @property
    def dropped(self) -> int:
        """Records that the mapping gave up, with no destination that took them."""
        return self.totals["dropped by retries"] + self.totals["dropped by age"]

    @property
    def waiting(self) -> int:
        """Records that are neither through nor gone when the time is over."""
        return self.totals["stored"]

    def second(self, at_us: int) -> float:
        """A step's time, from the beginning."""
        return (at_us - self.start_us) / limits.US_PER_S

    def ledger_lines(self) -> tuple[str, str]:
        """The fates of all records, which add up; behind the semicolon what came more than once."""
        totals = self.totals
        through = (
            f"{totals['offered']:,} records = {totals['handled']:,} handled",
            f"{totals['sent to destination']:,} to the destination",
            f"{self.waiting:,} waiting",
        )
        lost = (
            f"{totals['dropped by retries']:,} dropped by retries",
            f"{totals['dropped by age']:,} dropped by age",
            f"{totals['expired']:,} expired",
        )
        again = f"{self.delivered_again:,} delivered again, {self.billed_again:,} billed again"
        return " + ".join(through), f"+ {' + '.join(lost)}; {again}"
