"""The records that a producer has to send, in order: most calls simply take the next ones."""

from __future__ import annotations

from collections.abc import Sequence


class Queue:
    """What a producer was offered and has not sent yet."""

    def __init__(self) -> None:
        self._rows: list[int] = []
        self._next = 0
        self._sent: set[int] = set()

    def add(self, rows: Sequence[int]) -> None:
        """It has these to send as well."""
        self._rows += rows

    def takes_next(self, rows: Sequence[int]) -> bool:
        """Whether a call with these takes the next ones, all of them and in their order."""
        ahead: list[int] = []
        place = self._next
        while len(ahead) < len(rows) and place < len(self._rows):
            if self._rows[place] not in self._sent:
                ahead.append(self._rows[place])
            place += 1
        return ahead == list(rows)

    def take(self, rows: Sequence[int]) -> None:
        """A call has these; records that are sent again, or are another's, are not in the queue."""
        self._sent.update(rows)
        while self._next < len(self._rows) and self._rows[self._next] in self._sent:
            self._next += 1
