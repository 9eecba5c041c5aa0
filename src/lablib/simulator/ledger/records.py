"""Which record is it? A row for each, in the order of the offers.

Records are told apart by their content: put a unique id into each. The same content sent again is the same
record. By key, the partition key counts as well: the same content under another key is another record.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Hashable, Sequence
from itertools import islice


class Records:
    """All that were ever offered. `identify` tells what makes a record itself: its content, if None."""

    def __init__(self, identify: Callable[[bytes], Hashable] | None, by_key: bool) -> None:
        self._identify = identify
        self._by_key = by_key
        self._row_of: dict[Hashable, int] = {}
        self.contents: list[bytes] = []
        """By row."""
        self.offered_us = array("q")
        """By row."""

    def __len__(self) -> int:
        return len(self.contents)

    def rows_of(self, contents: list[bytes], at_us: int, keys: Sequence[str]) -> list[int]:
        """The rows of these records; a new one for each that was never seen. `keys` count only by key."""
        identify, row_of = self._identify, self._row_of
        names: list[Hashable] = list(contents if identify is None else map(identify, contents))
        if self._by_key:
            names = list(zip(names, keys, strict=True))
        if row_of.keys().isdisjoint(names):
            return self._add(names, contents, at_us)
        try:
            return [row_of[name] for name in names]
        except KeyError:
            return self._add_some(names, contents, at_us)

    def name_of(self, row: int) -> Hashable:
        """What the record is told by: its content, or `(content, partition key)` by key."""
        return next(islice(self._row_of, row, None))

    def _add(self, names: list[Hashable], contents: list[bytes], at_us: int) -> list[int]:
        """The rows of these records, all of which are new."""
        if len(set(names)) < len(names):
            return self._add_some(names, contents, at_us)
        known = len(self.contents)
        rows = list(range(known, known + len(names)))
        self._row_of.update(zip(names, rows, strict=True))
        self.contents += contents
        self.offered_us.fromlist([at_us] * len(rows))
        return rows

    def _add_some(self, names: list[Hashable], contents: list[bytes], at_us: int) -> list[int]:
        """The rows of these records, of which some are new."""
        row_of, known, total = self._row_of.setdefault, len(self.contents), len(self.contents)
        rows = []
        for name, content in zip(names, contents, strict=True):
            row = row_of(name, total)
            if row == total:
                self.contents.append(content)
                total += 1
            rows.append(row)
        self.offered_us.fromlist([at_us] * (total - known))
        return rows
