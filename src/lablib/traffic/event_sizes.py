"""How many bytes the events of a trace have, without making them: as many as `Event.payload` has."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from lablib.traffic.events import OURS, iso, to_json
from lablib.traffic.outline import Outline
from lablib.traffic.trace import Value

Ints = NDArray[np.int64]

ID_ALONE_BYTES = len(to_json({"event_id": ""}))


def frame_bytes(columns: Iterable[str]) -> int:
    """An event with these columns, its id and their values left out."""
    ours = {"event_id": "", "at": iso(0)}
    theirs = dict.fromkeys(values_of(columns), 0)
    return len(to_json(ours | theirs)) - len(theirs)


def values_of(columns: Iterable[str]) -> list[str]:
    """The columns whose values are in an event: all but those that it has itself."""
    return [name for name in columns if name not in OURS]


def value_bytes(value: Value) -> int:
    """A value in an event."""
    return len(to_json(value))


def record_bytes(outline: Outline, rows: slice | list[int], id_bytes: int | Ints) -> Ints:
    """The records of these rows as a shard counts them, data and key, with ids of this length."""
    keys_bytes = id_bytes if outline.key_bytes is None else outline.key_bytes[rows]
    return _data_bytes(outline, rows, id_bytes) + keys_bytes


def _data_bytes(outline: Outline, rows: slice | list[int], id_bytes: int | Ints) -> Ints:
    if outline.sizes_bytes is not None:
        return np.maximum(outline.sizes_bytes[rows].astype(np.int64), ID_ALONE_BYTES + id_bytes)
    assert outline.json_bytes is not None
    return outline.json_bytes[rows].astype(np.int64) + id_bytes
