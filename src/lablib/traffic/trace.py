"""A trace: what arrived when, under which key, how big. Held by column, so that a million rows stay small."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from pathlib import Path

from lablib.simulator.limits import US_PER_S

Value = str | int
NUMBER_MAX_DIGITS = 15
"""As many as JSON's readers keep exactly. With more, digits are text."""


class TraceError(ValueError):
    """A file cannot be read as a trace. The message names file, line, what is wrong and the remedy."""

    def __init__(self, path: Path | str, line: int | None, wrong: str, remedy: str) -> None:
        where = f"{path}, line {line}" if line is not None else f"{path}"
        super().__init__(f"{where}: {wrong}. Remedy: {remedy}.")
        self.path = Path(path)
        self.line = line
        """Counted from 1, the header included; None when the trouble is with the file as a whole."""
        self.wrong = wrong
        self.remedy = remedy


class Column:
    """The values of one column, each different one kept once: `values[codes[row]]`, or `column[row]`."""

    __slots__ = ("_code_of", "codes", "values")

    def __init__(self) -> None:
        self.values: list[Value] = []
        """Whole numbers as int, anything else as it was written. `str` of a value is the text of the file."""
        self.codes: array[int] = array("i")
        self._code_of: dict[str, int] = {}

    def append(self, text: str) -> None:
        """Add the text of the next row."""
        code = self._code_of.get(text)
        if code is None:
            code = self._code_of[text] = len(self.values)
            self.values.append(number_or_text(text))
        self.codes.append(code)

    def __getitem__(self, row: int) -> Value:
        return self.values[self.codes[row]]

    def __len__(self) -> int:
        return len(self.codes)


def number_or_text(text: str) -> Value:
    """`374` is a number; `0374`, `+374` and `3.74` stay as written, so that nothing about them is lost."""
    digits = text.removeprefix("-")
    if not (digits.isascii() and digits.isdecimal() and len(digits) <= NUMBER_MAX_DIGITS):
        return text
    number = int(text)
    return number if str(number) == text else text


@dataclass(frozen=True, slots=True)
class Understood:
    """What a reader took the columns of a file for, to be said before anybody believes the figures."""

    time_column: str
    unit: str
    """In words: seconds, milliseconds, dates."""
    unit_is_assumed: bool
    """Nobody said the unit, neither an option nor the column's name."""
    size_column: str | None
    other_times: tuple[str, ...] = ()
    """Further columns that are named like a time stamp."""
    newest_first: bool = False
    """The file begins with its last row."""


@dataclass(frozen=True, slots=True, repr=False)
class Timetable:
    """When the rows of one file happen, in order of time, at least one of them."""

    path: Path
    times_us: array[int]
    """When each row happens, counted from the first row."""

    def __len__(self) -> int:
        return len(self.times_us)

    def __repr__(self) -> str:
        rows, length_s = len(self), self.times_us[-1] / US_PER_S
        return f"<{type(self).__name__} of {self.path.name}: {rows:,} rows over {length_s:,.1f} s>"

    @property
    def lap_us(self) -> int:
        """How long the trace takes until it can start again: its length and one gap of average size."""
        last_us = self.times_us[-1]
        return last_us + max(1, round(last_us / (len(self) - 1))) if last_us else US_PER_S


@dataclass(frozen=True, slots=True, repr=False)
class Trace(Timetable):
    """The rows of one file with all that is in them."""

    columns: dict[str, Column]
    """Every column of the file except the time, by name."""
    key_column: str | None = None
    sizes_bytes: array[int] | None = None
    """How long each row's payload is; None when the row itself is the payload."""
    understood: Understood | None = None
    """None for a trace that wasn't read from a file."""

    def key(self, row: int) -> str | None:
        """Return the partition key of a row, or None when the trace has none."""
        return None if self.key_column is None else str(self.columns[self.key_column][row])

    def fields(self, row: int) -> dict[str, Value]:
        """Return the columns of a row, without its time."""
        return {name: column.values[column.codes[row]] for name, column in self.columns.items()}
