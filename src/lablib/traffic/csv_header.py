"""The header of a CSV decides which of its columns is the time, the key and the size."""

from __future__ import annotations

from pathlib import Path

from lablib.traffic.timestamps import TIME_NAMES, time_column
from lablib.traffic.trace import TraceError

KEY_NAMES = ("key", "partition_key", "partitionkey", "tenant")
SIZE_NAMES = ("size", "bytes", "size_bytes", "payload_bytes")


class Header:
    """Column names, and the places of those that matter. Raises TraceError for a header that does not do.

    `time`, `key` and `size` name the columns to use; what is not given is found by its name.
    """

    def __init__(
        self,
        path: Path,
        line: int,
        names: list[str],
        time: str | None,
        key: str | None,
        size: str | None,
    ) -> None:
        self.path = path
        self.line = line
        self.names = names
        self._check_names()
        self.time_at = self._find_time(time)
        self.key_at = self._find_optional("key", key, KEY_NAMES)
        self.size_at = self._find_optional("size", size, SIZE_NAMES)

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

    def error(self, line: int, wrong: str, remedy: str) -> TraceError:
        """An error in this file, to be raised."""
        return TraceError(self.path, line, wrong, remedy)

    def _check_names(self) -> None:
        twice = next((name for name in self.names if self.names.count(name) > 1), None)
        if twice is not None:
            wrong = f"the column {twice!r} stands there twice"
            raise self.error(self.line, wrong, "rename one of the two")

    def _find_time(self, given: str | None) -> int:
        if given is not None:
            return self._find("time", given)
        found = time_column(self.names)
        if found is None:
            wrong = f"no column is named like a time stamp; {self._columns()}"
            remedy = (
                f"name the time column, or call it one of {', '.join(TIME_NAMES)}, with its unit as in t_ms"
            )
            raise self.error(self.line, wrong, remedy)
        return self.names.index(found)

    def _find_optional(self, what: str, given: str | None, usual: tuple[str, ...]) -> int | None:
        if given is None:
            return next((at for at, name in enumerate(self.names) if name.lower() in usual), None)
        found = self._find(what, given)
        if found == self.time_at:
            wrong = f"the column {given!r} cannot be both the time and the {what}"
            raise self.error(self.line, wrong, "name another column for one of them")
        return found

    def _find(self, what: str, name: str) -> int:
        if name not in self.names:
            wrong = f"there is no column {name!r} to take the {what} from; {self._columns()}"
            raise self.error(self.line, wrong, "name one of them, separated by commas in the file")
        return self.names.index(name)

    def _columns(self) -> str:
        return f"the file has: {', '.join(self.names)}"
