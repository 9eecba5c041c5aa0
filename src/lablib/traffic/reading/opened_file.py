"""Opening a file that may be packed, and saying how far one has read."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path

from lablib.traffic.trace import TraceError

GZIP_MAGIC = b"\x1f\x8b"
OTHERS = {
    b"PAR1": ("this is Parquet", "write its rows as CSV or as JSON lines first"),
    b"PK\x03\x04": ("this is a zip archive, as .xlsx files are", "unpack it, or save the sheet as CSV"),
    b"\x28\xb5\x2f\xfd": ("this is packed with zstd", "unpack it with zstd -d, or pack it with gzip"),
}
"""What can't be read, by its first four bytes: what is wrong, and the remedy."""
STANDARD_INPUT = Path("-")
"""What other commands call it."""
DAMAGED = (EOFError, zlib.error, gzip.BadGzipFile)
"""What reading raises if the gzip data is cut off or damaged."""

Progress = Callable[[int, int], None]
"""Called as `progress(done_bytes, total_bytes)` of the file on disk."""


class OpenFile:
    """The bytes of a file, unpacked if it is packed with gzip."""

    def __init__(self, path: Path, raw: BufferedReader, progress: Progress | None) -> None:
        packed = raw.peek(2)[:2] == GZIP_MAGIC or path.suffix == ".gz"
        self.bytes = BufferedReader(gzip.GzipFile(fileobj=raw)) if packed else raw
        self._raw = raw
        self._total_bytes = path.stat().st_size
        self._progress = progress

    def tell_progress(self) -> None:
        """Say how much of the file on disk has been read."""
        if self._progress is not None:
            self._progress(self._raw.tell(), self._total_bytes)

    def tell_end(self) -> None:
        """Say that all of it has."""
        if self._progress is not None:
            self._progress(self._total_bytes, self._total_bytes)


@contextmanager
def opened(path: Path, progress: Progress | None = None) -> Iterator[OpenFile]:
    """Open a file for reading. Raises TraceError if it is none, or may not be read."""
    if path.is_dir():
        raise TraceError(path, None, "this is a folder", "name the CSV file inside it")
    if path == STANDARD_INPUT or (path.exists() and not path.is_file()):
        wrong = "this is no file on a disk, and it's read more than once"
        raise TraceError(path, None, wrong, "write it into a file first, and name that")
    if not path.is_file():
        raise TraceError(
            path, None, "there is no such file", "check the path; it counts from the current folder"
        )
    try:
        raw = path.open("rb")
    except OSError as error:
        wrong = f"it cannot be opened ({error.strerror})"
        raise TraceError(path, None, wrong, "allow yourself to read it, or name another file") from None
    with raw:
        if (magic := raw.peek(4)[:4]) in OTHERS:
            raise TraceError(path, None, *OTHERS[magic])
        yield OpenFile(path, raw, progress)
