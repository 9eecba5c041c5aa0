"""Several events in a record: a line each, under the key that they share.

    packed = pack(entries)                   # by partition key
    packed = pack(entries, key="gateway-07") # all of them under one key

A reader splits the data at the line ends. `scenarios/replay/packed_records.py` does the same in arrays.
"""

from __future__ import annotations

from typing import Any

from lablib.simulator import limits

SEPARATOR = b"\n"
PACK_MAX_BYTES = limits.PAYLOAD_UNIT_BYTES
"""Data and key: what is charged as one payload unit. A larger pack isn't cheaper, and loses more at once."""

Entries = list[dict[str, Any]]


def pack(entries: Entries, key: str | None = None) -> Entries:
    """Entries of PutRecords with the events of `entries`, packed by partition key, or all under `key`.

    The packs of a key follow one another, keys in the order of their first events, and events in order. An
    event that is larger than a pack may be has a record of its own.
    """
    by_key: dict[str, list[bytes]] = {}
    for entry in entries:
        by_key.setdefault(entry["PartitionKey"] if key is None else key, []).append(entry["Data"])
    packs = []
    for name, events in by_key.items():
        room = PACK_MAX_BYTES - len(name.encode())
        packs += [{"Data": SEPARATOR.join(part), "PartitionKey": name} for part in _parts(events, room)]
    return packs


def _parts(events: list[bytes], room_bytes: int) -> list[list[bytes]]:
    parts: list[list[bytes]] = []
    size_bytes = 0
    for event in events:
        if not parts or size_bytes + len(SEPARATOR) + len(event) > room_bytes:
            parts.append([])
            size_bytes = -len(SEPARATOR)
        parts[-1].append(event)
        size_bytes += len(SEPARATOR) + len(event)
    return parts
