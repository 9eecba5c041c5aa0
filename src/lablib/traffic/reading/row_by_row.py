"""Reading a file as a trace, row by row, and saying exactly where a file is not one."""

from __future__ import annotations

import csv
import json
from array import array
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from lablib.simulator import limits
from lablib.traffic.reading.header import Header, Wanted
from lablib.traffic.reading.opened_file import DAMAGED, Progress, opened
from lablib.traffic.reading.rows import Rows, rows_of
from lablib.traffic.reading.timestamps import StampError
from lablib.traffic.trace import Column, Trace, TraceError

RECORD_MAX_BYTES = limits.RECORD_MAX_KIB_DEFAULT * 1_024
EVENT_BYTES = 100  # what an event adds to its row: an id, a time, punctuation
EVENT_ID_BYTES = 16  # at the most; without a key column the event's id is the key
SURELY_SMALL_CHARS = RECORD_MAX_BYTES // 8  # JSON makes six bytes of a character at the most
PROGRESS_EVERY_LINES = 5_000
CLOCK_SET_BACK_S = 3_540, 3_600  # by an hour, and the rows go on within a minute
SHOWN_CHARS = 60  # of a value in a message; no time stamp is longer


def read_trace(
    path: Path | str,
    time: str | None = None,
    key: str | None = None,
    size: str | None = None,
    progress: Progress | None = None,
    *,
    unit: str | None = None,
    time_format: str | None = None,
    header: bool = True,
) -> Trace:
    """Read a CSV or JSON lines, in UTF-8, plain or packed with gzip, as a trace.

    `time`, `key` and `size` name the columns to use. Without them the first column named like a time stamp
    is the time (see `timestamps.py`), and the first one named like a key (`key`, `tenant`) or a size in bytes
    (`size`, `bytes`) is used where there is one. Without a size a record is as long as its row in JSON.
    `unit`, `time_format` and `header` are as in `Wanted`. Rows must be in order of time, oldest or newest
    first; empty lines are passed over.

    Raises TraceError for anything that cannot be replayed, with the line number.
    """
    return trace_of(Path(path), Wanted(time, key, size, unit, time_format, header), progress)


def trace_of(path: Path, wanted: Wanted, progress: Progress | None = None) -> Trace:
    """As `read_trace`."""
    allowed = csv.field_size_limit(
        2 * RECORD_MAX_BYTES
    )  # so that a long record is refused by its size, not as CSV
    try:
        delimiter, rows = rows_of(path, _lines(path, progress))
        line, first = next(rows, (1, []))
        if not first:
            raise TraceError(path, line, "the file is empty", "give it a header and at least one row")
        header = Header(path, line, first, delimiter, wanted)
        return _Reading(header).trace(rows if wanted.header else chain([(line, first)], rows))
    finally:
        csv.field_size_limit(allowed)


def _lines(path: Path, progress: Progress | None) -> Iterator[str]:
    """Yield the lines of the file as text."""
    number = 0
    with opened(path, progress) as file:
        try:
            for number, line in enumerate(file.bytes, start=1):
                if number % PROGRESS_EVERY_LINES == 0:
                    file.tell_progress()
                yield line.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError as error:
            wrong = f"the byte 0x{error.object[error.start]:02x} is not UTF-8"
            raise TraceError(
                path, number, wrong, "save the file in UTF-8, for instance with iconv -t UTF-8"
            ) from None
        except DAMAGED as error:
            remedy = "fetch or pack the file again; gzip -t tells whether it is whole"
            raise TraceError(
                path, number + 1, f"the gzip data is cut off or damaged ({error})", remedy
            ) from None
        file.tell_end()


class _Reading:
    """The rows of one file: each is checked and read off."""

    def __init__(self, header: Header) -> None:
        self.header = header
        self.latest = (0, "", 0)
        """The time of the row before, in us and as written, and its line; 0 if there was none."""
        self.direction = 0
        """1 if the rows run from oldest to newest, -1 the other way round, 0 as long as it's open."""

    def trace(self, rows: Rows) -> Trace:
        """Read all rows. Raises TraceError at the first that cannot be replayed."""
        times_us, sizes_bytes = array("q"), array("q")
        header, first_stamp = self.header, ""
        columns = {name: Column() for name in header.other_names}
        kept = [(header.names.index(name), column) for name, column in columns.items()]
        for line, row in rows:
            self._check_width(line, row)
            first_stamp = first_stamp or row[header.time_at]
            times_us.append(self._time(line, row))
            sizes_bytes.append(self._size(line, row))
            for at, column in kept:
                column.append(row[at])
        if not times_us:
            wrong = "there is a header and nothing below it"
            raise header.error(header.line, wrong, "add at least one row")
        newest_first = self.direction < 0
        if newest_first:
            for each in (times_us, sizes_bytes, *(column.codes for column in columns.values())):
                each.reverse()
        times_us = array("q", (at_us - times_us[0] for at_us in times_us))
        sizes = None if header.size_at is None else sizes_bytes
        understood = header.understood(first_stamp, newest_first=newest_first)
        return Trace(header.path, times_us, columns, header.key_name, sizes, understood)

    def _check_width(self, line: int, row: list[str]) -> None:
        if len(row) != len(self.header.names):
            wrong = f"malformed row: {len(row)} fields where the header has {len(self.header.names)}"
            raise self.header.error(
                line, wrong, "add or remove delimiters, or put a text that has one in quotes"
            )

    def _time(self, line: int, row: list[str]) -> int:
        """Return when the row happens, in us, after checking that it is in order."""
        name, text = self.header.time_name, row[self.header.time_at]
        try:
            if len(text) > SHOWN_CHARS:
                raise StampError(f"{text[:SHOWN_CHARS]!r}... with {len(text)} characters isn't a time")
            at_us = self.header.form.parse(text)
        except StampError as error:
            raise self.header.error(line, f"in the time column {name!r} {error}", error.remedy) from None
        self._check_order(at_us, text, line)
        self.latest = (at_us, text, line)
        return at_us

    def _check_order(self, at_us: int, text: str, line: int) -> None:
        latest_us, latest_text, latest_line = self.latest
        if not latest_line or at_us == latest_us:
            return
        direction = 1 if at_us > latest_us else -1
        if self.direction not in (0, direction):
            gap_s, where = abs(at_us - latest_us) / limits.US_PER_S, "before" if direction < 0 else "after"
            above = f"{latest_text!r} of line {latest_line}"
            wrong = f"out of order: the time {text!r} is {gap_s:g} s {where} {above}"
            if direction > 0:
                wrong += ", and the rows above run from newest to oldest"
            remedy = f"sort the rows by {self.header.time_name!r}"
            if CLOCK_SET_BACK_S[0] <= gap_s <= CLOCK_SET_BACK_S[1]:
                remedy = f"if summer time ended here, export the times in UTC. If not, {remedy}"
            raise self.header.error(line, wrong, remedy)
        self.direction = direction

    def _size(self, line: int, row: list[str]) -> int:
        """Check the key and the size of the record; return the size, 0 where the row is the payload."""
        key_bytes = self._key_bytes(line, row)
        if self.header.size_at is None:
            self._check_row_size(line, row, key_bytes)
            return 0
        text = row[self.header.size_at]
        if not (text.isascii() and text.isdecimal()):
            shown, name = text[:SHOWN_CHARS], self.header.names[self.header.size_at]
            wrong = f"in the size column {name!r} {shown!r} is not a whole number of bytes"
            raise self.header.error(
                line, wrong, "write the size as digits only, 0 or more, or name another column with --size"
            )
        if len(text) > 18:
            raise self._too_large(line, f"a size with {len(text)} digits")
        if int(text) + key_bytes > RECORD_MAX_BYTES:
            raise self._too_large(line, f"{text} bytes and a key of {key_bytes}")
        return int(text)

    def _check_row_size(self, line: int, row: list[str], key_bytes: int) -> None:
        if sum(map(len, row)) < SURELY_SMALL_CHARS:
            return
        row_bytes = len(
            json.dumps(dict(zip(self.header.names, row, strict=True)), ensure_ascii=False).encode()
        )
        if row_bytes + EVENT_BYTES + key_bytes > RECORD_MAX_BYTES:
            raise self._too_large(
                line, f"its row takes {row_bytes + EVENT_BYTES} bytes in JSON, its key {key_bytes}"
            )

    def _key_bytes(self, line: int, row: list[str]) -> int:
        if self.header.key_at is None:
            return EVENT_ID_BYTES
        key = row[self.header.key_at]
        if not 1 <= len(key) <= limits.PARTITION_KEY_MAX_CHARS:
            wrong = f"in the key column {self.header.key_name!r} the key has {len(key)} characters, "
            wrong += f"and a partition key has 1 to {limits.PARTITION_KEY_MAX_CHARS}"
            raise self.header.error(
                line, wrong, "write the key that your producer sends, or name another column with --key"
            )
        return len(key.encode())

    def _too_large(self, line: int, found: str) -> TraceError:
        wrong = f"the record is too large ({found}): Kinesis takes {RECORD_MAX_BYTES} bytes, key included"
        return self.header.error(line, wrong, "split the record, or leave it out")
