"""The outline of a trace: of each row only what a shard sees of it, which is when, under which key, how long.

A trace of ten million rows is some gigabytes of text, and its outline 25 bytes a row. It is all that
`scenarios/replay/array_engine.py` needs; the one row that is shown in the end is read from the file again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lablib.traffic.trace import Timetable, Understood, Value

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, repr=False)
class Outline(Timetable):
    """Columns with an entry for each row of the file."""

    fields: Callable[[int], dict[str, Value]]
    """The columns of a row without its time, as `Trace.fields` has them."""
    json_bytes: NDArray[np.int32] | None
    """How long the event of each row is in JSON, its id left out; None where the trace has sizes."""
    sizes_bytes: NDArray[np.int32] | None
    """How long each row's payload is; None when the row itself is the payload."""
    key_column: str | None = None
    key_bytes: NDArray[np.int32] | None = None
    """How long the key of each row is; None where the trace has no keys, as with the next."""
    key_hashes: NDArray[np.bytes_] | None = None
    """The MD5 of each row's key, 16 bytes: in order as bytes is in order as hash keys."""
    understood: Understood | None = None
    """As `Trace` has it."""

    def key(self, row: int) -> str | None:
        """Return the partition key of a row, or None when the trace has none."""
        return None if self.key_column is None else str(self.fields(row)[self.key_column])
