"""The fate of every record, from offer to the end: the truth that dashboards are held against.

A record has exactly one fate at any instant, so the fates always add up to what was offered:

    waiting -> in flight -> rejected -> in flight -> ...
                         -> stored   -> read (by a reader of its own)
                                     -> expired (trimmed before the mapping that owes it to a function dealt
                                        with it; without a mapping: before anybody read it)
                                            -> stored again
                                     -> handled | filtered out | sent to the destination
                                        | dropped by retries | dropped by age (by a mapping)
    waiting, rejected    -> given up (the producer said so: written to a dead-letter place, counted, logged)

What one mapping handled is handled, whatever another one did with it. A record that is stored again is a
duplicate; `records.py` tells which record it is.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import repeat

from lablib.simulator.ledger.fates import Anomaly, Example, Fate, Rejection
from lablib.simulator.ledger.records import Records
from lablib.simulator.tape.tape import Tape

LOST = (Fate.WAITING, Fate.REJECTED, Fate.GIVEN_UP)
WAITING = int(Fate.WAITING)  # plain: comparing members of an enumeration costs more than all else in `stored`
STORED = int(Fate.STORED)
EXPIRED = int(Fate.EXPIRED)
HANDLED = int(Fate.HANDLED)
ALL_WAIT, ALL_STORED = bytes([WAITING]), bytes([STORED])
NO_COPY, ONE_COPY = array("I", [0]), array("I", [1])


@dataclass(frozen=True, slots=True, eq=False)
class Flight:
    """A request under way, until the service has dealt with it: the rows of its records in request order."""

    producer: str
    rows: list[int]
    left_us: int
    stream: str
    """The name that it asks for."""


class Ledger:
    """Keeps one row a record: rows are numbered in the order of the offers."""

    def __init__(self, identify: Callable[[bytes], Hashable] | None = None, *, by_key: bool = False) -> None:
        self._records = Records(identify, by_key)
        self.by_key = by_key
        """Whether a record is told by its partition key as well; then whoever names records gives keys."""
        self.tape: Tape | None = None
        """Keeps each record's way, if somebody asked for it (`World.record`)."""
        self._fates = bytearray()
        self._copies = array("I")
        """Copies in the shards now."""
        self._counts = [0] * len(Fate)
        self._rejections: dict[int, Rejection] = {}
        self._flights: dict[int, Flight] = {}
        self._newest: dict[str, dict[str, int]] = {}
        """The highest row stored so far, by producer and partition key."""
        self._firsts: dict[str, Example] = {}
        self.attempts = 0
        """Entries sent, every retry counted."""
        self.rejections_by_code: Counter[str] = Counter()
        self.duplicates = 0
        """Copies stored beyond the first of each record."""
        self.reordered = 0
        """Records stored behind a younger one of the same producer and partition key."""
        self._deliveries = array("I")
        self.delivered_again = 0
        """Deliveries to a function beyond the first of each record."""
        self.handled_again = 0
        """Deliveries that a function dealt with though the record was handled before: double work."""

    # --- a producer's side -----------------------------------------------------------------------

    def offer(self, contents: Iterable[bytes], at_us: int, keys: Sequence[str] = ()) -> None:
        """A producer has these records to send. Records that are first seen in a request need no offer."""
        rows = self.rows_of(list(contents), at_us, keys)
        if self.tape is not None:
            self.tape.offered(rows, at_us)

    def give_up(self, contents: Iterable[bytes], at_us: int) -> None:
        """The producer says that it will not send these any more. Stored ones stay stored."""
        rows = self.rows_of(list(contents), at_us)
        for row in rows:
            if self._fates[row] in (Fate.WAITING, Fate.REJECTED):
                self._move(row, Fate.GIVEN_UP)
        if self.tape is not None:
            self.tape.gave_up(rows, at_us)

    # --- a request's way ---------------------------------------------------------------------------

    def departs(
        self,
        producer: str,
        contents: list[bytes],
        at_us: int,
        stream: str = "",
        keys: Sequence[str] = (),
    ) -> Flight:
        """A request with these records leaves the producer."""
        flight = Flight(producer, self.rows_of(contents, at_us, keys), at_us, stream)
        self._flights[id(flight)] = flight
        self.attempts += len(contents)
        return flight

    def lands(self, flight: Flight) -> None:
        """The service has dealt with the request, or it will never arrive: it is in flight no more."""
        self._flights.pop(id(flight), None)

    def call_failed(self, flight: Flight, code: str, at_us: int) -> None:
        """Nothing of the request was stored: an error for the whole call, or no connection."""
        self.lands(flight)
        self.rejected([(row, None) for row in flight.rows], code, at_us)
        if self.tape is not None:
            self.tape.call_failed(flight.stream, flight.left_us, at_us, flight.producer, flight.rows, code)

    # --- the service's side ------------------------------------------------------------------------

    def rows_of(self, contents: list[bytes], at_us: int, keys: Sequence[str] = ()) -> list[int]:
        """The rows of these records; a new one for each that was never seen.

        `keys` are the partition keys, one for each record, where the ledger goes by them.
        """
        rows = self._records.rows_of(contents, at_us, keys)
        new = len(self._records) - len(self._fates)
        if new:
            self._wait(new)
        return rows

    def stored(self, rows_and_keys: Iterable[tuple[int, str]], producer: str) -> None:
        """These records got a sequence number each, in this order."""
        fates, copies, counts = self._fates, self._copies, self._counts
        newest = self._newest.setdefault(producer, {})
        for row, key in rows_and_keys:
            fate = fates[row]
            if fate >= STORED:
                self._duplicate(row, key)
                continue
            counts[fate] -= 1
            counts[STORED] += 1
            fates[row] = STORED
            copies[row] = 1
            if not key:
                continue  # without a key there is no order to lose
            if newest.get(key, -1) > row:
                self._reorder(row, key)
            else:
                newest[key] = row

    def stored_together(self, rows: list[int], keys: list[str], producer: str) -> None:
        """As `stored`, at once for what most calls bring: neighboring rows, none of them stored before."""
        newest = self._newest.setdefault(producer, {})
        first, end = (rows[0], rows[0] + len(rows)) if rows else (0, 0)
        new = rows == list(range(first, end)) and self._fates.count(WAITING, first, end) == len(rows)
        if not new or not all(keys) or max(map(newest.get, keys, repeat(-1)), default=-1) > first:
            self.stored(zip(rows, keys, strict=True), producer)
            return
        self._counts[WAITING] -= len(rows)
        self._counts[STORED] += len(rows)
        self._fates[first:end] = ALL_STORED * len(rows)
        self._copies[first:end] = ONE_COPY * len(rows)
        newest.update(zip(keys, rows, strict=True))

    def rejected(self, rows_and_shards: Iterable[tuple[int, str | None]], code: str, at_us: int) -> None:
        """These records got the error `code`, each from the shard named (None: with the whole call)."""
        rejections: dict[str | None, Rejection] = {}
        for row, shard_id in rows_and_shards:
            self.rejections_by_code[code] += 1
            if self._fates[row] < Fate.STORED:
                self._move(row, Fate.REJECTED)
                if shard_id not in rejections:
                    rejections[shard_id] = Rejection(at_us, code, shard_id)
                self._rejections[row] = rejections[shard_id]

    def read(self, rows: Iterable[int]) -> None:
        """A reader got these records."""
        fates, counts = self._fates, self._counts
        for row in rows:
            if fates[row] == Fate.STORED:
                fates[row] = Fate.READ
                counts[Fate.STORED] -= 1
                counts[Fate.READ] += 1

    def expired(self, rows: Iterable[int], *, owed: bool = False) -> None:
        """Retention took these copies out of their shards. `owed`: a mapping had to deal with them.

        What a reader of its own has read is no loss, unless a mapping owed it to its function.
        """
        ends = (Fate.STORED, Fate.READ) if owed else (Fate.STORED,)
        for row in rows:
            self._copies[row] -= 1
            if self._copies[row] == 0 and self._fates[row] in ends:
                self._move(row, Fate.EXPIRED)

    # --- a mapping's side --------------------------------------------------------------------------

    def delivered(self, rows: Sequence[int]) -> None:
        """A function was given these records: an invocation took place."""
        deliveries = self._deliveries
        for row in rows:
            if deliveries[row]:
                self.delivered_again += 1
            deliveries[row] += 1

    def handled(self, rows: Sequence[int], mapping: str = "") -> None:
        """A function dealt with these records. `mapping` is the UUID of the one that gave it them."""
        fates, counts = self._fates, self._counts
        for row in rows:
            fate = fates[row]
            if fate == HANDLED:
                self.handled_again += 1
                continue
            counts[fate] -= 1
            counts[HANDLED] += 1
            fates[row] = HANDLED
        if self.tape is not None:
            self.tape.ended(rows, mapping, HANDLED)

    def settled(self, rows: Sequence[int], fate: Fate, mapping: str = "") -> None:
        """A mapping is through with these records in another way: filtered out, dropped, sent elsewhere."""
        for row in rows:
            if self._fates[row] in (Fate.STORED, Fate.READ, Fate.EXPIRED):
                self._move(row, fate)
        if self.tape is not None:
            self.tape.ended(rows, mapping, int(fate))

    # --- what it says ------------------------------------------------------------------------------

    @property
    def offered(self) -> int:
        """How many different records there are."""
        return len(self._records)

    def totals(self, now_us: int) -> dict[Fate, int]:
        """How many records have each fate at this instant."""
        seen = {row for flight in self._flights.values() for row in flight.rows}
        counts = list(self._counts)
        for row in seen:
            fate = self._fates[row]
            if fate < Fate.STORED:
                counts[fate] -= 1
                counts[Fate.IN_FLIGHT] += 1
        return {fate: counts[fate] for fate in Fate}

    def fates(self) -> list[Fate]:
        """Where each record is now, by its row: what `totals` counts."""
        fates = list(map(Fate, self._fates))
        for flight in self._flights.values():
            for row in flight.rows:
                if fates[row] < Fate.STORED:
                    fates[row] = Fate.IN_FLIGHT
        return fates

    def balance(self, now_us: int) -> int:
        """Offered records less the sum of all fates: zero, always."""
        totals = self.totals(now_us)
        return self.offered - sum(totals.values())

    @property
    def lost(self) -> int:
        """Records that no shard ever took. Ask when the producers are done: a rejected one may come again."""
        return sum(self._counts[fate] for fate in LOST)

    @property
    def expired_unseen(self) -> int:
        """Records that expired before any function was given them."""
        ends = zip(self._fates, self._deliveries, strict=True)
        return sum(fate == EXPIRED and not deliveries for fate, deliveries in ends)

    def anomalies(self) -> list[Anomaly]:
        """Every kind of damage that happened, with its first example."""
        expired = self._counts[Fate.EXPIRED]
        counted = (
            ("lost", self.lost, self._first_of(LOST) if self.lost else None),
            ("duplicated", self.duplicates, self._firsts.get("duplicated")),
            ("reordered", self.reordered, self._firsts.get("reordered")),
            ("expired", expired, self._first_of((Fate.EXPIRED,)) if expired else None),
        )
        return [Anomaly(*each) for each in counted if each[1]]

    def lost_contents(self) -> list[bytes]:
        """The records that no shard ever took, in the order of their offers."""
        contents = self._records.contents
        return [contents[row] for row, fate in enumerate(self._fates) if fate < Fate.STORED]

    def example(self, row: int, partition_key: str | None = None) -> Example:
        """One record as evidence."""
        content, offered_us = self._records.contents[row], self._records.offered_us[row]
        return Example(content, partition_key, offered_us, self._rejections.get(row))

    def name_of(self, row: int) -> Hashable:
        """What the record is told by: its content, or `(content, partition key)` for a ledger by key."""
        return self._records.name_of(row)

    def _first_of(self, fates: Collection[int]) -> Example:
        """The first offered of those that have one of these fates now."""
        return self.example(next(row for row, fate in enumerate(self._fates) if fate in fates))

    # --- keeping the rows --------------------------------------------------------------------------

    def _wait(self, count: int) -> None:
        """New rows: so many records that nobody has tried to send yet."""
        self._fates += ALL_WAIT * count
        self._copies += NO_COPY * count
        self._deliveries += NO_COPY * count
        self._counts[WAITING] += count

    def _move(self, row: int, fate: Fate) -> None:
        self._counts[self._fates[row]] -= 1
        self._fates[row] = fate
        self._counts[fate] += 1

    def _duplicate(self, row: int, key: str) -> None:
        self._copies[row] += 1
        self.duplicates += 1
        if self._fates[row] == Fate.EXPIRED:
            self._move(row, Fate.STORED)
        self._firsts.setdefault("duplicated", self.example(row, key))

    def _reorder(self, row: int, key: str) -> None:
        self.reordered += 1
        self._firsts.setdefault("reordered", self.example(row, key))
