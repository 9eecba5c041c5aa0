"""What became of every record, a byte each: the ledger of a run in arrays."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from lablib.scenarios.replay.array_records import Batch, Flush
from lablib.scenarios.replay.one_by_one import Ints
from lablib.simulator.ledger.fates import Fate, Rejection
from lablib.traffic.key_hashes import Hashes


class Lost(NamedTuple):
    """A record that no shard took."""

    row: int
    """Its place among all that the fleet has offered."""
    gateway: int
    number: int
    offered_us: int
    rejection: Rejection


class ArrayLedger:
    """A fate for each record, by gateway and by its number there."""

    def __init__(self, totals: Sequence[int]) -> None:
        self.fates = [np.full(total, Fate.WAITING, np.uint8) for total in totals]
        self.total = sum(totals)
        self.offered = 0
        self.settled = 0
        self.reordered = 0
        """Records stored after a newer one of the same gateway and key."""
        self.first_lost: Lost | None = None

    def offer(self, gateway: int, numbers: range, at_us: int) -> Flush:
        """A gateway has these records to send."""
        row, self.offered = self.offered, self.offered + len(numbers)
        return Flush(gateway, numbers, at_us, row)

    def settle(self, batch: Batch, lost: Ints, fate: Fate) -> None:
        """The producer is done with a batch: all is stored but the records at the places `lost`."""
        self.settled += batch.events
        fates = self.fates[batch.flush.gateway]
        fates[batch.all_numbers()] = Fate.STORED
        if len(lost):
            fates[batch.numbers_at(lost)] = fate

    def note_lost(self, batch: Batch, place: int, rejection: Rejection) -> None:
        """Keep what was offered before all others that were lost."""
        flush = batch.flush
        first = batch.first_of(place)
        row = flush.row + first
        if self.first_lost is None or row < self.first_lost.row:
            self.first_lost = Lost(row, flush.gateway, flush.numbers[first], flush.at_us, rejection)

    @property
    def lost(self) -> int:
        """How many of the offered records no shard has taken."""
        return self.offered - self.count(Fate.STORED)

    def count(self, fate: Fate) -> int:
        """How many records have this fate now."""
        return sum(int(np.count_nonzero(fates == fate)) for fates in self.fates)


def stored_late(attempts: NDArray[np.int8], keys: Hashes) -> int:
    """How many records were stored after a newer one of the same key.

    The records are those of one batch that were stored, in order, each at the attempt that `attempts` says.
    """
    earliest: dict[bytes, int] = {}
    late = 0
    for attempt, key in zip(reversed(attempts.tolist()), reversed(keys.tolist()), strict=True):
        newer = earliest.get(key, attempt)
        late += newer < attempt
        earliest[key] = min(newer, attempt)
    return late
