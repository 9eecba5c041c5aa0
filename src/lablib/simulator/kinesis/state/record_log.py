"""The records of one shard, in columns: found by sequence number, by time, or by position."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right


class RecordLog:
    """Records in the order of their sequence numbers, a list or an array for each column.

    A record has a position that never changes: the first ever stored in the shard is 0. Retention forgets the
    oldest ones, so positions below `first` are gone and `end` is one past the newest.
    """

    __slots__ = ("arrival_us", "data", "first", "keys", "rows", "sequence")

    def __init__(self) -> None:
        self.first = 0
        self.sequence: list[int] = []
        self.keys: list[str] = []
        """The partition keys; "" for a record that came without."""
        self.data: list[bytes] = []
        self.arrival_us = array("q")
        self.rows = array("q")
        """The record's row in the ledger."""

    @property
    def end(self) -> int:
        """One past the position of the newest record."""
        return self.first + len(self.sequence)

    def append(self, sequence: int, key: str, data: bytes, arrival_us: int, row: int) -> None:
        """Store one record behind all others."""
        self.sequence.append(sequence)
        self.keys.append(key)
        self.data.append(data)
        self.arrival_us.append(arrival_us)
        self.rows.append(row)

    def extend(
        self, sequence: list[int], keys: list[str], data: list[bytes], arrival_us: int, rows: list[int]
    ) -> None:
        """Store records that arrived together behind all others."""
        self.sequence += sequence
        self.keys += keys
        self.data += data
        self.arrival_us.fromlist([arrival_us] * len(rows))
        self.rows.fromlist(rows)

    def position_at_sequence(self, sequence: int) -> int:
        """Position of the first record whose sequence number is at least `sequence`."""
        return self.first + bisect_left(self.sequence, sequence)

    def position_after_sequence(self, sequence: int) -> int:
        """Position of the first record whose sequence number is above `sequence`."""
        return self.first + bisect_right(self.sequence, sequence)

    def position_at_time(self, at_us: int) -> int:
        """Position of the first record that arrived at `at_us` or later."""
        return self.first + bisect_left(self.arrival_us, at_us)

    def visible_end(self, now_us: int, delay_us: int) -> int:
        """One past the newest record that a reader can see, `delay_us` after it arrived."""
        arrivals, before_us = self.arrival_us, now_us - delay_us
        if arrivals and arrivals[-1] <= before_us:
            return self.end
        return self.first + bisect_right(arrivals, before_us)

    def forget_before(self, at_us: int) -> array[int]:
        """Drop the records that arrived before `at_us`; returns their ledger rows."""
        count = bisect_left(self.arrival_us, at_us)
        gone = self.rows[:count]
        if count:
            for column in (self.sequence, self.keys, self.data, self.arrival_us, self.rows):
                del column[:count]
            self.first += count
        return gone
