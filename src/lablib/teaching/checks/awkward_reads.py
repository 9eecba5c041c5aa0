"""Reads as AWS says that they may be, and as one learner's client sees them: short, empty, failing."""

from __future__ import annotations

from itertools import count
from typing import Any

from botocore.exceptions import ClientError

from lablib.simulator.world import World

READ_FAILED = "InternalFailure"
"""What `fail_once` answers."""


def bring_little(world: World, client: Any, most: int, empty: int = 1) -> None:
    """A read of `client` brings `most` records at most, and comes after `empty` reads that bring none."""
    reads = count()

    def at_most(params: dict[str, Any], **_: Any) -> dict[str, Any]:
        return params | {"Limit": min(most, params.get("Limit", most))}

    client.meta.events.register("provide-client-params.kinesis.GetRecords", at_most)
    world.policies.empty_read = lambda stream, now_us: next(reads) % (empty + 1) < empty


def fail_once(client: Any, nth: int) -> None:
    """The `nth` read of `client` raises, and is not retried."""
    reads = count(1)

    def fail(**_: Any) -> None:
        if next(reads) == nth:
            error = {"Code": READ_FAILED, "Message": "Internal service failure"}
            raise ClientError({"Error": error}, "GetRecords")

    client.meta.events.register("before-call.kinesis.GetRecords", fail)
