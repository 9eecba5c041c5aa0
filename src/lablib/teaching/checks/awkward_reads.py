"""Reads as AWS says that they may be, and as one learner's client sees them: short, empty, failing."""

from __future__ import annotations

from itertools import count
from typing import Any

from botocore.exceptions import ClientError

from lablib.simulator.world import World

READ_FAILED = "InternalFailure"
"""What `fail_once` answers."""


def bring_little(
    world: World, client: Any, most: int, empty: int = 1, empty_first: int = 0, full: int = 1
) -> None:
    """A read of `client` brings `most` records at most. `empty_first` reads bring none.

    From then on, after `empty` reads that bring none come `full` that may bring some.
    """
    reads = count()

    def at_most(params: dict[str, Any], **_: Any) -> dict[str, Any]:
        return params | {"Limit": min(most, params.get("Limit", most))}

    client.meta.events.register("provide-client-params.kinesis.GetRecords", at_most)

    def is_empty(stream: str, now_us: int) -> bool:
        nth = next(reads) - empty_first
        return nth < 0 or nth % (empty + full) < empty

    world.policies.empty_read = is_empty


def fail_once(client: Any, nth: int) -> None:
    """The `nth` read of `client` raises, and is not retried."""
    reads = count(1)

    def fail(**_: Any) -> None:
        if next(reads) == nth:
            error = {"Code": READ_FAILED, "Message": "Internal service failure"}
            raise ClientError({"Error": error}, "GetRecords")

    client.meta.events.register("before-call.kinesis.GetRecords", fail)
