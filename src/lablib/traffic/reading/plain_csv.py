"""A plain CSV in arrays: where each field begins and ends, for some thousand rows at once.

Plain is what most programs write: UTF-8, no quotes, no backslashes, no control characters, rows of equal
width. There a delimiter always ends a field and a line feed always ends a row. Anything else raises
`NotPlain`, and `row_by_row.py` has a look at it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from lablib.traffic.reading.row_by_row import SURELY_SMALL_CHARS

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

BLOCK_BYTES = 2**18
"""As much as the processor's cache has room for, with the arrays that come of it."""
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
LINE_FEED, SPACE, ZERO = b"\n 0"
TAB = b"\t"
MOST_DIGITS = 18
"""A number with more may not fit into 64 bits."""


class NotPlain(Exception):
    """The file needs the reader that understands everything."""


def plain_blocks(file: BinaryIO) -> Iterator[bytes]:
    """Whole lines of a file, each with a line feed at its end, without the empty ones."""
    rest = file.read(BLOCK_BYTES).removeprefix(BYTE_ORDER_MARK)
    while rest:
        end = rest.rfind(b"\n") + 1
        if end:
            yield from _plain(rest[:end])
        elif len(rest) > SURELY_SMALL_CHARS:
            raise NotPlain
        more = file.read(BLOCK_BYTES)
        if not more:
            yield from _plain(rest[end:] + b"\n")
        rest = rest[end:] + more if more else b""


def _plain(block: bytes) -> Iterator[bytes]:
    """The block as it is to be read, unless nothing is left of it."""
    if b"\r" in block:
        block = block.replace(b"\r\n", b"\n")
    while b"\n\n" in block:
        block = block.replace(b"\n\n", b"\n")
    block = block.removeprefix(b"\n")
    buffer = np.frombuffer(block, np.uint8)
    controls = np.count_nonzero(buffer < SPACE) - block.count(TAB)
    if controls != np.count_nonzero(buffer == LINE_FEED) or b'"' in block or b"\\" in block:
        raise NotPlain
    if not block.isascii():
        _check_utf8(block)
    if block:
        yield block


def _check_utf8(block: bytes) -> None:
    try:
        block.decode()
    except UnicodeDecodeError as error:
        raise NotPlain from error


class Cells:
    """The fields of one column in one block, a row each."""

    def __init__(self, buffer: NDArray[np.uint8], starts: Ints, ends: Ints) -> None:
        self.buffer = buffer
        self.starts = starts
        self.ends = ends
        self.widths = ends - starts
        """In bytes."""

    def __len__(self) -> int:
        return len(self.starts)

    def at(self, rows: Ints | Flags) -> Cells:
        """Some of the rows."""
        return Cells(self.buffer, self.starts[rows], self.ends[rows])

    def bytes_at(self, place: int) -> NDArray[np.uint8]:
        """The byte at this place of each field, counted from 0; what it is past the field's end is open."""
        return self.buffer.take(self.starts + place, mode="clip")

    def matrix(self) -> NDArray[np.uint8]:
        """All bytes, of shape (rows, the greatest width), with zeros behind the shorter fields."""
        places = self.starts[:, None] + np.arange(self.widths.max(initial=1))
        found = self.buffer.take(places, mode="clip")
        found[places >= self.ends[:, None]] = 0
        return found

    def texts(self) -> list[bytes]:
        """What stands in each field."""
        found = self.matrix()
        texts: list[bytes] = found.view(f"S{found.shape[1]}").ravel().tolist()
        return texts

    def are_digits(self) -> Flags:
        """Which fields are nothing but digits, at least one and at most `MOST_DIGITS`."""
        found: Flags = (self.widths >= 1) & (self.widths <= MOST_DIGITS)
        for place in range(min(MOST_DIGITS, self.widths.max(initial=0))):
            found &= (self.bytes_at(place) - ZERO <= 9) | (place >= self.widths)
            if not found.any():
                break
        return found

    def whole_numbers(self) -> Ints:
        """The values of the fields that are digits; those of others are open."""
        values = np.zeros(len(self), np.int64)
        for place in range(min(MOST_DIGITS, self.widths.max(initial=0))):
            values = np.where(place < self.widths, values * 10 + (self.bytes_at(place) - ZERO), values)
        return values


def columns_of(block: bytes, count: int, delimiter: str = ",") -> list[Cells]:
    """The columns of a block of whole lines. Raises NotPlain if a row has another number of fields.

    A tab is a delimiter or a control character, so there is none between other delimiters.
    """
    if delimiter != "\t" and TAB in block:
        raise NotPlain
    buffer = np.frombuffer(block, np.uint8)
    ends = np.flatnonzero((buffer == ord(delimiter)) | (buffer == LINE_FEED))
    if len(ends) % count or ((buffer[ends] == LINE_FEED).reshape(-1, count) != _ends_row(count)).any():
        raise NotPlain
    starts = np.concatenate(([0], ends[:-1] + 1))
    by_column = [(starts[at::count].copy(), ends[at::count].copy()) for at in range(count)]
    if (by_column[-1][1] - by_column[0][0]).max() >= SURELY_SMALL_CHARS:
        raise NotPlain
    return [Cells(buffer, *each) for each in by_column]


def _ends_row(count: int) -> Flags:
    """Of the fields of a row, the last."""
    last: Flags = np.arange(count) == count - 1
    return last
