"""Reading a CSV as an outline, block by block: many times as fast as row by row.

What is not plain, and whatever is wrong with a file, is left to `row_by_row.py`, which reads it again from
its beginning. So the two agree on every file, and every mistake is told in the same words.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable
from functools import lru_cache, partial
from itertools import chain
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from lablib.simulator import limits
from lablib.traffic.event_sizes import frame_bytes, value_bytes, values_of
from lablib.traffic.key_hashes import KnownHashes, as_array, key_hashes
from lablib.traffic.outline import Outline
from lablib.traffic.reading.header import Header, Wanted
from lablib.traffic.reading.opened_file import DAMAGED, Progress, opened
from lablib.traffic.reading.plain_csv import Cells, Flags, Ints, NotPlain, columns_of, plain_blocks
from lablib.traffic.reading.row_by_row import EVENT_ID_BYTES, RECORD_MAX_BYTES, SHOWN_CHARS, trace_of
from lablib.traffic.reading.rows import delimiter_of
from lablib.traffic.reading.stamp_arrays import stamps_us
from lablib.traffic.trace import NUMBER_MAX_DIGITS, Column, Trace, TraceError, Value, number_or_text

MINUS, ZERO = b"-0"


def read_outline(
    path: Path | str,
    time: str | None = None,
    key: str | None = None,
    size: str | None = None,
    progress: Progress | None = None,
    *,
    unit: str | None = None,
    time_format: str | None = None,
    header: bool = True,
) -> Outline:
    """Read what `read_trace` reads, as an outline; raises what that raises.

    `progress` starts again at 0 when the file turns out not to be plain.
    """
    return outline_from(Path(path), Wanted(time, key, size, unit, time_format, header), progress)


def outline_from(path: Path, wanted: Wanted, progress: Progress | None = None) -> Outline:
    """As `read_outline`."""
    try:
        return _read_plain(path, wanted, progress)
    except NotPlain:
        return outline_of(trace_of(path, wanted, progress))


def outline_of(trace: Trace) -> Outline:
    """The outline of what was read row by row."""
    json_bytes = key_bytes = hashes = None
    if trace.sizes_bytes is None:
        values = [_by_row(trace.columns[name], value_bytes) for name in values_of(trace.columns)]
        json_bytes = np.full(len(trace), frame_bytes(trace.columns), np.int32) + sum(values)
    if trace.key_column is not None:
        column = trace.columns[trace.key_column]
        key_bytes = _by_row(column, lambda value: len(str(value).encode()))
        hashes = key_hashes(str(value).encode() for value in column.values)[_codes(column)]
    sizes = None if trace.sizes_bytes is None else np.array(trace.sizes_bytes, np.int32)
    return Outline(
        trace.path,
        trace.times_us,
        trace.fields,
        json_bytes,
        sizes,
        trace.key_column,
        key_bytes,
        hashes,
        trace.understood,
    )


def _by_row(column: Column, of: Callable[[Value], int]) -> NDArray[np.int32]:
    """A number that follows from the value, for each row."""
    return np.array([of(value) for value in column.values], np.int32)[_codes(column)]


def _codes(column: Column) -> NDArray[np.int32]:
    return np.frombuffer(column.codes, np.int32)


def _read_plain(path: Path, wanted: Wanted, progress: Progress | None) -> Outline:
    """Raises NotPlain for whatever is not plain, or not right."""
    try:
        with opened(path, progress) as file:
            blocks = plain_blocks(file.bytes)
            first_block = next(blocks, b"")
            first_line, _, rest = first_block.partition(b"\n")
            first = first_line.decode()
            delimiter = delimiter_of(first)
            reading = _PlainReading(Header(path, 1, first.split(delimiter), delimiter, wanted))
            for block in chain([rest if wanted.header else first_block], blocks):
                if block:
                    reading.add(block)
                    file.tell_progress()
            file.tell_end()
            return reading.outline()
    except (TraceError, *DAMAGED) as error:
        raise NotPlain from error


class _PlainReading:
    """What was read so far: a column for each thing that an outline has."""

    def __init__(self, header: Header) -> None:
        self.header = header
        self._first_stamp = b""
        self._times_us = array("q")
        self._data_bytes = array("i")
        """The size column, or the rows as JSON."""
        self._key_bytes = array("i")
        self._hashes = bytearray()
        self._known_hashes = KnownHashes()
        self._frame_bytes = frame_bytes(header.other_names)
        in_json = values_of(header.other_names)
        self._in_json = [at for at, name in enumerate(header.names) if name in in_json]

    def add(self, block: bytes) -> None:
        """Read whole lines. Raises NotPlain."""
        header = self.header
        columns = columns_of(block, len(header.names), header.delimiter)
        if not self._times_us:
            (self._first_stamp,) = columns[header.time_at].at(np.array([0])).texts()
        self._add_times(columns[header.time_at])
        key_bytes = None if header.key_at is None else self._add_keys(columns[header.key_at])
        if header.size_at is None:
            self._data_bytes.frombytes(self._rows_in_json(columns).astype(np.int32).tobytes())
        else:
            self._add_sizes(columns[header.size_at], key_bytes)

    def outline(self) -> Outline:
        """All of it. Raises NotPlain if that is nothing."""
        if not self._times_us:
            raise NotPlain
        times_us = np.frombuffer(self._times_us, np.int64)
        times_us -= times_us[0]
        header = self.header
        data_bytes = np.frombuffer(self._data_bytes, np.int32)
        has_keys, has_sizes = header.key_at is not None, header.size_at is not None
        return Outline(
            header.path,
            self._times_us,
            lru_cache(maxsize=1)(partial(_fields_again, header)),
            None if has_sizes else data_bytes,
            data_bytes if has_sizes else None,
            header.key_name,
            np.frombuffer(self._key_bytes, np.int32) if has_keys else None,
            as_array(self._hashes) if has_keys else None,
            header.understood(self._first_stamp.decode()),
        )

    def _add_times(self, cells: Cells) -> None:
        if cells.widths.max() > SHOWN_CHARS:
            raise NotPlain
        try:
            times_us = stamps_us(cells, self.header.form)
        except ValueError as error:
            raise NotPlain from error
        latest_us = self._times_us[-1] if self._times_us else 0
        if (np.diff(times_us, prepend=latest_us) < 0).any():
            raise NotPlain
        self._times_us.frombytes(times_us.tobytes())

    def _add_keys(self, cells: Cells) -> Ints:
        if cells.widths.min() < 1 or cells.widths.max() > limits.PARTITION_KEY_MAX_CHARS:
            raise NotPlain
        self._key_bytes.frombytes(cells.widths.astype(np.int32).tobytes())
        self._hashes += b"".join(map(self._known_hashes.__getitem__, cells.texts()))
        return cells.widths

    def _add_sizes(self, cells: Cells, key_bytes: Ints | None) -> None:
        sizes_bytes = cells.whole_numbers()
        records_bytes = sizes_bytes + (EVENT_ID_BYTES if key_bytes is None else key_bytes)
        if not cells.are_digits().all() or records_bytes.max() > RECORD_MAX_BYTES:
            raise NotPlain
        self._data_bytes.frombytes(sizes_bytes.astype(np.int32).tobytes())

    def _rows_in_json(self, columns: list[Cells]) -> Ints:
        """How long each row is. A number takes its digits, and a text takes two quotes besides."""
        total = np.full(len(columns[0]), self._frame_bytes, np.int64)
        for at in self._in_json:
            total += columns[at].widths + 2 * ~_are_json_numbers(columns[at])
        return total


def _are_json_numbers(cells: Cells) -> Flags:
    """Which fields are whole numbers in their only form: no plus, no needless zero, not too many digits."""
    is_negative = (cells.widths > 0) & (cells.bytes_at(0) == MINUS)
    digits = Cells(cells.buffer, cells.starts + is_negative, cells.ends)
    are_canonical: Flags = (digits.bytes_at(0) != ZERO) | (cells.widths == 1)
    return digits.are_digits() & are_canonical & (digits.widths <= NUMBER_MAX_DIGITS)


def _fields_again(header: Header, row: int) -> dict[str, Value]:
    """One row without its time, from the file. Raises TraceError if the file is not what it was."""
    texts = _line(header.path, row + header.lines).split(header.delimiter)
    if len(texts) != len(header.names):
        raise _changed(header.path)
    found = dict(zip(header.names, map(number_or_text, texts), strict=True))
    return {name: found[name] for name in header.other_names}


def _line(path: Path, number: int) -> str:
    """A line of a plain file, the first being number 0."""
    try:
        with opened(path) as file:
            for block in plain_blocks(file.bytes):
                lines = block.count(b"\n")
                if number < lines:
                    return block.split(b"\n")[number].decode()
                number -= lines
    except (NotPlain, *DAMAGED) as error:
        raise _changed(path) from error
    raise _changed(path)


def _changed(path: Path) -> TraceError:
    return TraceError(path, None, "the file changed while it was replayed", "run it again")
