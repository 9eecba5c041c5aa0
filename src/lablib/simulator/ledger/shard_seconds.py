"""The one-second truth: what every shard was offered, stored and throttled in each second.

CloudWatch has nothing finer than a minute for a stream, and limits apply per second. This table is what
pictures and explanations show beside the dashboard; no AWS service has it.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lablib.simulator import limits

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

EMPTY_COUNTS = (0, 0, 0, 0, 0, 0)
"""offered, stored, throttled, failed, offered_bytes, stored_bytes: the order of a row after its second."""
ROW_WIDTH = 1 + len(EMPTY_COUNTS)


@dataclass(frozen=True, slots=True)
class SecondsTable:
    """Arrays of shape (shards, seconds): row `i` is `shard_ids[i]`, column `j` starts at `start_s + j`.

    Records: `offered = stored + throttled + failed`, where failed means an internal failure of the service,
    and a record that is sent again is offered again. Bytes: data and partition key.
    """

    start_s: int
    """First second, since the Unix epoch."""
    shard_ids: tuple[str, ...]
    offered: NDArray[np.int64]
    stored: NDArray[np.int64]
    throttled: NDArray[np.int64]
    failed: NDArray[np.int64]
    offered_bytes: NDArray[np.int64]
    stored_bytes: NDArray[np.int64]

    @property
    def not_stored(self) -> NDArray[np.int64]:
        """Records offered and not stored, for whichever reason."""
        return self.throttled + self.failed

    def part(self, first: int, end: int) -> SecondsTable:
        """The columns from `first` to before `end`."""
        counts = (
            self.offered,
            self.stored,
            self.throttled,
            self.failed,
            self.offered_bytes,
            self.stored_bytes,
        )
        return SecondsTable(self.start_s + first, self.shard_ids, *(each[:, first:end] for each in counts))


class Seconds:
    """A row for each shard and second in which something was offered: a silent day costs nothing."""

    def __init__(self) -> None:
        self._streams: dict[str, dict[str, array[int]]] = {}

    def add(
        self,
        stream: str,
        shard_id: str,
        at_us: int,
        *,
        offered: int = 0,
        stored: int = 0,
        throttled: int = 0,
        failed: int = 0,
        offered_bytes: int = 0,
        stored_bytes: int = 0,
    ) -> None:
        """Count what one request brought to one shard at `at_us`."""
        try:
            rows = self._streams[stream][shard_id]
        except KeyError:
            rows = self._streams.setdefault(stream, {}).setdefault(shard_id, array("q"))
        second = at_us // limits.US_PER_S
        if not rows or rows[-ROW_WIDTH] < second:
            rows.extend((second, offered, stored, throttled, failed, offered_bytes, stored_bytes))
            return
        row = _row_of(rows, second)
        rows[row + 1] += offered
        rows[row + 2] += stored
        rows[row + 3] += throttled
        rows[row + 4] += failed
        rows[row + 5] += offered_bytes
        rows[row + 6] += stored_bytes

    def table(self, stream: str, from_us: int | None = None, to_us: int | None = None) -> SecondsTable:
        """The seconds from `from_us` to before `to_us`, by default all there are.

        Both ends are widened to whole seconds. Every shard that was ever offered something is in it, in
        order of its id. A stream that was offered nothing has no rows.
        """
        import numpy as np

        shards = sorted(self._streams.get(stream, {}).items())
        start_s, end_s = _span(shards, from_us, to_us)
        cube = np.zeros((len(EMPTY_COUNTS), len(shards), end_s - start_s), dtype=np.int64)
        for index, (_, flat) in enumerate(shards):
            rows = np.array(flat, dtype=np.int64).reshape(-1, ROW_WIDTH)
            rows = rows[(rows[:, 0] >= start_s) & (rows[:, 0] < end_s)]
            cube[:, index, rows[:, 0] - start_s] = rows[:, 1:].T
        return SecondsTable(start_s, tuple(shard_id for shard_id, _ in shards), *cube)


def _row_of(rows: array[int], second: int) -> int:
    """Where the row of a second that is not after the last starts, new if there is none."""
    if rows[-ROW_WIDTH] == second:
        return len(rows) - ROW_WIDTH
    index = bisect_left(range(len(rows) // ROW_WIDTH), second, key=lambda i: rows[i * ROW_WIDTH])
    start = index * ROW_WIDTH
    if rows[start] != second:
        rows[start:start] = array("q", (second, *EMPTY_COUNTS))
    return start


def _span(shards: list[tuple[str, array[int]]], from_us: int | None, to_us: int | None) -> tuple[int, int]:
    """First second and the one after the last."""
    first_s = min((rows[0] for _, rows in shards), default=0)
    last_s = max((rows[-ROW_WIDTH] for _, rows in shards), default=first_s - 1)
    start_s = first_s if from_us is None else from_us // limits.US_PER_S
    end_s = last_s + 1 if to_us is None else -(-to_us // limits.US_PER_S)
    return start_s, max(start_s, end_s)
