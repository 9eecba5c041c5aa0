"""Which records of a call one shard stores when it has no room for all of them.

The shard is asked for each record in turn. Here it is asked for whole runs of them, which comes to the same:
what fits together fits one by one. And a record does not fit where a smaller one has just been throttled.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lablib.simulator.kinesis.state.write_limiter import WriteLimiter, charge_bytes

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(slots=True)
class OneByOne:
    """The shard at one moment, and how many bytes of the call it has stored by then."""

    limiter: WriteLimiter
    now_us: int
    unit_bytes: int
    """What a call brings to a shard is charged in this unit, rounded up."""
    stored_bytes: int = 0

    def admit(self, sizes_bytes: Ints) -> Flags:
        """Offer records of these sizes in turn; returns which ones are stored."""
        stored = np.zeros(len(sizes_bytes), np.bool_)
        ends_bytes = [0, *np.cumsum(sizes_bytes).tolist()]
        start = 0
        while start < len(stored):
            end = self._run_end(ends_bytes, start)
            stored[start:end] = True
            if end == len(stored):
                break
            (smaller,) = (sizes_bytes[end:] < sizes_bytes[end]).nonzero()
            start = end + int(smaller[0]) if len(smaller) else len(stored)
        return stored

    def _run_end(self, ends_bytes: list[int], start: int) -> int:
        """Store as many records from `start` on as fit; returns the place of the first that does not.

        The steps double while they fit, and halve once one did not.
        """
        end, step, grows = start, 1, True
        while step:
            fits = end + step < len(ends_bytes) and self._take(step, ends_bytes[end + step] - ends_bytes[end])
            end += step if fits else 0
            grows &= fits
            step = 2 * step if grows else step // 2
        return end

    def _take(self, records: int, size_bytes: int) -> bool:
        """Store so many records, or none of them."""
        charge = charge_bytes(size_bytes, self.stored_bytes, self.unit_bytes)
        if not self.limiter.admit(charge, self.now_us, records):
            return False
        self.stored_bytes += size_bytes
        return True
