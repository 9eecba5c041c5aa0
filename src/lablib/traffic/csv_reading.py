"""Reading a CSV as a trace, row by row, and saying exactly where a file is not one."""

from __future__ import annotations

import csv
import json
from array import array
from collections.abc import Iterator
from pathlib import Path

from lablib.simulator import limits
from lablib.traffic.csv_file import DAMAGED, Progress, opened
from lablib.traffic.csv_header import Header
from lablib.traffic.timestamps import time_parser
from lablib.traffic.trace import Column, Trace, TraceError

RECORD_MAX_BYTES = limits.RECORD_MAX_KIB_DEFAULT * 1_024
EVENT_BYTES = 100  # what an event adds to its row: an id, a time, punctuation
EVENT_ID_BYTES = 16  # at the most; without a key column the event's id is the key
SURELY_SMALL_CHARS = RECORD_MAX_BYTES // 8  # JSON makes six bytes of a character at the most
PROGRESS_EVERY_LINES = 5_000
SHOWN_CHARS = 60  # of a value in a message; no time stamp is longer
CSV_REMEDIES = {
    "new-line character": "end the lines with a line feed, for instance with tr '\\r' '\\n'",
    "field limit": "a quote that is never closed? If not, the record is too large: split it, or leave it out",
}
"""By words of Python's csv module; for anything else it says, the quotes are to blame."""

Rows = Iterator[tuple[int, list[str]]]
"""Each row with the line that it begins on."""


def read_trace(
    path: Path | str,
    time: str | None = None,
    key: str | None = None,
    size: str | None = None,
    progress: Progress | None = None,
) -> Trace:
    """Read a CSV with a header, in UTF-8, plain or packed with gzip, as a trace.

    `time`, `key` and `size` name the columns to use. Without them the first column named like a time stamp
    is the time (see `timestamps.py`), and the first one named like a key (`key`, `tenant`) or a size in bytes
    (`size`, `bytes`) is used where there is one. Without a size a record is as long as its row in JSON. Rows
    must be in order of time; empty lines are passed over.

    Raises TraceError for anything that cannot be replayed, with the line number.
    """
    path = Path(path)
    allowed = csv.field_size_limit(
        2 * RECORD_MAX_BYTES
    )  # so that a long record is refused by its size, not as CSV
    try:
        rows = _rows(path, _lines(path, progress))
        line, names = next(rows, (1, []))
        if not names:
            raise TraceError(path, line, "the file is empty", "give it a header and at least one row")
        return _Reading(Header(path, line, names, time, key, size)).trace(rows)
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


def _rows(path: Path, lines: Iterator[str]) -> Rows:
    """Split lines into fields; a quoted field may run over several lines."""
    rows = csv.reader(lines, strict=True)
    line = 1
    try:
        for row in rows:
            if row:
                yield line, row
            line = rows.line_num + 1
    except csv.Error as error:
        remedy = next(
            (remedy for words, remedy in CSV_REMEDIES.items() if words in str(error)),
            'check the quotes from this line on: a quote inside a quoted field is written as ""',
        )
        raise TraceError(path, line, f"malformed row ({error})", remedy) from None


class _Reading:
    """The rows of one file: each is checked and read off."""

    def __init__(self, header: Header) -> None:
        self.header = header
        self.parse_time = time_parser(header.time_name)
        self.latest = (0, "", 0)
        """The time of the row before, in us and as written, and its line."""

    def trace(self, rows: Rows) -> Trace:
        """Read all rows. Raises TraceError at the first that cannot be replayed."""
        times_us, sizes_bytes = array("q"), array("q")
        header = self.header
        columns = {name: Column() for name in header.other_names}
        kept = [(header.names.index(name), column) for name, column in columns.items()]
        first_us: int | None = None
        for line, row in rows:
            self._check_width(line, row)
            at_us = self._time(line, row)
            first_us = at_us if first_us is None else first_us
            times_us.append(at_us - first_us)
            sizes_bytes.append(self._size(line, row))
            for at, column in kept:
                column.append(row[at])
        if first_us is None:
            wrong = "there is a header and nothing below it"
            raise header.error(header.line, wrong, "add at least one row")
        sizes = None if header.size_at is None else sizes_bytes
        return Trace(header.path, times_us, columns, header.key_name, sizes)

    def _check_width(self, line: int, row: list[str]) -> None:
        if len(row) != len(self.header.names):
            wrong = f"malformed row: {len(row)} fields where the header has {len(self.header.names)}"
            raise self.header.error(line, wrong, "add or remove commas, or put a text with a comma in quotes")

    def _time(self, line: int, row: list[str]) -> int:
        """Return when the row happens, in us, after checking that it does not happen before the row above."""
        name, text = self.header.time_name, row[self.header.time_at]
        try:
            if len(text) > SHOWN_CHARS:
                raise ValueError(f"{text[:SHOWN_CHARS]!r}... with {len(text)} characters is no time")
            at_us = self.parse_time(text)
        except ValueError as error:
            remedy = "mend the value, or end the column's name with its unit: _s, _ms, _us or _ns"
            raise self.header.error(line, f"in the time column {name!r} {error}", remedy) from None
        latest_us, latest_text, latest_line = self.latest
        if at_us < latest_us:
            early_s = (latest_us - at_us) / limits.US_PER_S
            wrong = f"the time {text!r} is {early_s:g} s before {latest_text!r} of line {latest_line}"
            raise self.header.error(line, f"out of order: {wrong}", f"sort the rows by {name!r}")
        self.latest = (at_us, text, line)
        return at_us

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
            raise self.header.error(line, wrong, "write the size as digits only, 0 or more")
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
            wrong = f"in the key column {self.header.key_name!r} the key has {len(key)} characters"
            raise self.header.error(
                line, wrong, f"a partition key has 1 to {limits.PARTITION_KEY_MAX_CHARS} characters"
            )
        return len(key.encode())

    def _too_large(self, line: int, found: str) -> TraceError:
        wrong = f"the record is too large ({found}): Kinesis takes {RECORD_MAX_BYTES} bytes, key included"
        return self.header.error(line, wrong, "split the record, or leave it out")
