"""The records of a PutRecords in columns, and how a request is read straight into them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from operator import add
from typing import Any

from lablib.simulator.api import typed_input
from lablib.simulator.api.constraints import Checked


@dataclass(slots=True)
class Columns:
    """The records of one call, in request order: every list has an element for each record."""

    keys: list[str]
    """Partition keys; "" for a record without one."""
    data: list[bytes]
    sizes_bytes: list[int]
    """Of data and partition key."""
    hash_keys: list[str | None] | None = None
    """Explicit ones, None for a record without one; None instead of the list if no record has one."""

    def places(self) -> Sequence[str | int]:
        """What decides about each record's shard: the explicit hash key, or else the partition key."""
        if self.hash_keys is None:
            return self.keys
        both = zip(self.keys, self.hash_keys, strict=True)
        return [key if hash_key is None else int(hash_key) for key, hash_key in both]

    def entries(self) -> list[dict[str, Any]]:
        """The same with the API's member names, for the general way."""
        hash_keys = self.hash_keys or [None] * len(self.keys)
        return [
            {"Data": data, "PartitionKey": key, "ExplicitHashKey": hash_key}
            for data, key, hash_key in zip(self.data, self.keys, hash_keys, strict=True)
        ]


def read_columns(body: bytes) -> Checked | None:
    """The parameters of a PutRecords, with `Columns` for its Records; None if anything is unusual."""
    request = typed_input.read("kinesis", "PutRecords", body)
    if request is None:
        return None
    params = Checked({name: getattr(request, name) for name in request.__struct_fields__})
    keys = [entry.PartitionKey or "" for entry in request.Records]
    data = [entry.Data for entry in request.Records]
    hash_keys = [entry.ExplicitHashKey for entry in request.Records]
    params["Records"] = Columns(keys, data, sizes_bytes(keys, data), hash_keys if any(hash_keys) else None)
    return params


def sizes_bytes(keys: list[str], data: list[bytes]) -> list[int]:
    """What each record counts for: its data and its partition key as UTF-8."""
    only_ascii = "".join(keys).isascii()
    keys_bytes = map(len, keys) if only_ascii else [len(key.encode()) for key in keys]
    return list(map(add, map(len, data), keys_bytes))
