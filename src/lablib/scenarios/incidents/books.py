"""The table of booked usage: what customers will be billed.

A handler writes into it with `books.put(event_id, usd)`. As with boto3, one name serves every game: it means
the table of the game that runs, so the same handler can be played again in a run to compare.
"""

from __future__ import annotations

import math
import time
from collections import Counter
from collections.abc import Callable
from numbers import Real
from reprlib import repr as short

from lablib.simulator.call_forms import called_as

WRITERS = 6
"""So many writes at a time the table takes without getting slower."""
_open: list[Books] = []
"""Tables of the games that are open; the innermost is last."""


class Books:
    """One table. `row_s` is how long a write takes, in virtual seconds, beside at most `WRITERS` others.

    With more, the table shares its capacity, and each write takes as many times as long.
    """

    def __init__(self, row_s: float) -> None:
        self.row_s = row_s
        self._writing = 0
        self.lines: Counter[str] = Counter()
        """How many lines each event has on an invoice."""
        self.booked_at_s: dict[str, float] = {}
        """When each event was booked first, in seconds since the epoch."""
        self.usd = 0.0
        self.on_write: Callable[[str, str, float], None] = _nobody
        """Told of each write before it is made: the method, the event, the dollars."""

    def put(self, event_id: str, usd: float) -> None:
        """Write a line, whether or not the event has one."""
        self._wait()
        self._write(event_id, usd)

    def _wait(self) -> None:
        self._writing += 1
        try:
            time.sleep(self.row_s * max(1, self._writing / WRITERS))
        finally:
            self._writing -= 1

    def _write(self, event_id: str, usd: float) -> None:
        self.lines[event_id] += 1
        self.booked_at_s.setdefault(event_id, time.time())
        self.usd += usd

    def put_once(self, event_id: str, usd: float) -> bool:
        """Read, then write on the condition that the event has no line; returns whether it wrote."""
        if event_id not in self.lines:
            self._wait()
        if event_id in self.lines:
            return False
        self._write(event_id, usd)
        return True

    @property
    def twice(self) -> int:
        """Lines beyond the first of each event."""
        return self.lines.total() - len(self.lines)

    def open(self) -> None:
        """From now on `books` means this table."""
        _open.append(self)

    def close(self) -> None:
        """`books` means the table that was open before."""
        _open.remove(self)


def _nobody(method: str, event_id: str, usd: float) -> None:
    """Nobody is told."""


class _TableInUse:
    """What handlers and learners write to."""

    @called_as('books.put("e000017", 0.01)')
    def put(self, event_id: str, usd: float) -> None:
        """See `Books.put`. Raises TypeError and ValueError for what is no line of an invoice."""
        _require_line(event_id, usd)
        table = _in_use()
        table.on_write("put", event_id, usd)
        table.put(event_id, usd)

    @called_as('books.put_once("e000017", 0.01)')
    def put_once(self, event_id: str, usd: float) -> bool:
        """See `Books.put_once`. Raises as `put`."""
        _require_line(event_id, usd)
        table = _in_use()
        table.on_write("put_once", event_id, usd)
        return table.put_once(event_id, usd)


def _require_line(event_id: object, usd: object) -> None:
    """Raise before anything is written: half a line would be booked without its dollars."""
    if not isinstance(event_id, str):
        raise TypeError(f"books take the event's id as text, usage['event_id'], and not {short(event_id)}")
    if isinstance(usd, bool) or not isinstance(usd, Real):
        raise TypeError(f"books take dollars as a float, such as 0.01, and not {short(usd)}")
    if not 0 <= float(usd) < math.inf:
        raise ValueError(f"books take dollars from 0 on, such as 0.01, and not {usd}")


def _in_use() -> Books:
    if not _open:
        raise RuntimeError("no game is open, so there is no table to book in. Remedy: lablib.incident(seed)")
    return _open[-1]


books = _TableInUse()
"""The table of the innermost open game."""
