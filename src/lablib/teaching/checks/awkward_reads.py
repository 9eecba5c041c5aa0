"""Reads as AWS says that they may be, for one learner's client: short, empty, failing, in any order."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from botocore.exceptions import ClientError

from lablib.simulator import limits
from lablib.simulator.kinesis.operations.put import THROTTLED
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


def newest_first(client: Any) -> None:
    """The messages of an answer are in the opposite order: a standard queue promises none."""

    def turn(parsed: dict[str, Any], **_: Any) -> None:
        parsed.get("Messages", []).reverse()

    client.meta.events.register("after-call.sqs.ReceiveMessage", turn)


@dataclass(slots=True)
class Reads:
    """How often a client has asked for records, each of boto3's own retries included."""

    at_us: list[int] = field(default_factory=list)
    """When each was answered."""
    throttled: int = 0

    @property
    def made(self) -> int:
        """All of them, the throttled ones included."""
        return len(self.at_us)

    @property
    def most_in_a_second(self) -> int:
        """In any second, not only in those that begin at a whole one."""
        ends = (bisect_left(self.at_us, at_us + limits.US_PER_S) for at_us in self.at_us)
        return max((end - begin for begin, end in enumerate(ends)), default=0)


def count_reads(world: World, client: Any) -> Reads:
    """The reads that `client` makes from now on."""
    reads = Reads()

    def count_one(response: Any, **_: Any) -> None:
        reads.at_us.append(world.clock.now_us)
        code = response[1].get("Error", {}).get("Code") if response else None
        reads.throttled += code == THROTTLED

    client.meta.events.register("needs-retry.kinesis.GetRecords", count_one)
    return reads
