"""The header of a file decides which of its columns is the time, the key and the size."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from lablib.traffic.reading.timestamps import StampError, form_of, is_time_name, looks_like_data
from lablib.traffic.trace import TraceError, Understood

KEY_NAMES = ("key", "partition_key", "partitionkey", "tenant")
SIZE_NAMES = ("size", "bytes", "size_bytes", "payload_bytes")
SHOWN_COLUMNS, SHOWN_CHARS = 30, 60
"""Of a header in a message: so many names, and so much of each."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the caller says about a file. What is None is found by the names of the columns."""

    time: str | None = None
    key: str | None = None
    size: str | None = None
    unit: str | None = None
    """Of the time stamps: ns, us, ms, s or days."""
    time_format: str | None = None
    """A pattern of `strptime` for the time stamps."""
    header: bool = True
    """Without one, the columns are named 1, 2, 3 and so on, and the time is in column 1."""


class Header:
    """Column names, and the places of those that matter. Raises TraceError for a header that does not do."""

    def __init__(self, path: Path, line: int, first: list[str], delimiter: str, wanted: Wanted) -> None:
        """`first` is the first row of the file."""
        self.path = path
        self.line = line
        self.delimiter = delimiter
        self.lines = int(wanted.header)
        """How many rows of the file it takes."""
        self.names = first if wanted.header else [f"{number}" for number in range(1, len(first) + 1)]
        self._check_names()
        self.time_at = self._find_time(wanted)
        self.key_at = self._find_optional("key", wanted.key, KEY_NAMES)
        self.size_at = self._find_optional("size", wanted.size, SIZE_NAMES)
        try:
            self.form = form_of(self.time_name, wanted.unit, wanted.time_format)
        except StampError as error:
            raise TraceError(path, None, str(error), error.remedy) from None

    @property
    def time_name(self) -> str:
        """The column with the time stamp."""
        return self.names[self.time_at]

    @property
    def key_name(self) -> str | None:
        """The column with the partition key."""
        return None if self.key_at is None else self.names[self.key_at]

    @property
    def other_names(self) -> list[str]:
        """Every column but the time."""
        return [name for at, name in enumerate(self.names) if at != self.time_at]

    def understood(self, first_stamp: str, *, newest_first: bool = False) -> Understood:
        """What the columns were taken for, in a file whose first row has this time stamp."""
        return Understood(
            self.time_name,
            self.form.says(first_stamp),
            self.form.assumes(first_stamp),
            None if self.size_at is None else self.names[self.size_at],
            tuple(filter(is_time_name, self.other_names)),
            newest_first,
        )

    def error(self, line: int, wrong: str, remedy: str) -> TraceError:
        """An error in this file, to be raised."""
        return TraceError(self.path, line, wrong, remedy)

    def _check_names(self) -> None:
        twice = next((name for name in self.names if self.names.count(name) > 1), None)
        if twice is not None:
            wrong = f"the column {_short(twice)!r} is there twice"
            remedy = "rename one of the two, or say --no-header if this line is data already"
            raise self.error(self.line, wrong, remedy)

    def _find_time(self, wanted: Wanted) -> int:
        if wanted.time is not None:
            return self._find("time", wanted.time)
        found = next((at for at, name in enumerate(self.names) if is_time_name(name)), None)
        if found is not None:
            return found
        if not wanted.header:
            return 0
        if looks_like_data(self.names):
            wrong = f"the first line is data and no header: {self._columns()}"
            remedy = "say --no-header; the columns are then named 1, 2, 3, as in --time 1 --key 2"
        else:
            wrong = f"no column is named like a time stamp; {self._columns()}"
            remedy = "name the time column with --time, such as --time created"
        raise self.error(self.line, wrong, remedy)

    def _find_optional(self, what: str, given: str | None, usual: tuple[str, ...]) -> int | None:
        if given is None:
            return next((at for at, name in enumerate(self.names) if name.lower() in usual), None)
        found = self._find(what, given)
        if found == self.time_at:
            wrong = f"the column {given!r} cannot be both the time and the {what}"
            raise self.error(self.line, wrong, f"name another column with --time or --{what}")
        return found

    def _find(self, what: str, name: str) -> int:
        if name not in self.names:
            wrong = f"there is no column {name!r} to take the {what} from; {self._columns()}"
            raise self.error(self.line, wrong, f"name one of them with --{what}")
        return self.names.index(name)

    def _columns(self) -> str:
        shown = [_short(name) for name in self.names[:SHOWN_COLUMNS]]
        more = len(self.names) - len(shown)
        return f"the file has: {', '.join(shown)}{f' and {more:,} more' if more else ''}"


def _short(name: str) -> str:
    """Of what is no name at all, such as a whole file in one line, the beginning is enough."""
    shown = name if name.isprintable() else ascii(name)
    return shown if len(shown) <= SHOWN_CHARS else f"{shown[:SHOWN_CHARS]}..."
