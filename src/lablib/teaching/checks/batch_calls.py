"""Batch calls of a learner's function: what was in each, and what became of every entry."""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from botocore.exceptions import ClientError, ConnectTimeoutError

from lablib.simulator import limits
from lablib.simulator.world import World

Entry = dict[str, Any]
PER_CALL = {"put_events": 10, "send_message_batch": 10, "batch_write_item": 25}
"""The most entries of a call. moto doesn't check all of them, so a grader looks at the request."""
RETRYABLE = ("InternalFailure", "ThrottlingException")
"""https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEventsResultEntry.html"""
FOREVER = 1_000


@dataclass(slots=True)
class BatchCall:
    """One call. `fates` has `done`, `again` or `never` for each of `entries`."""

    entries: list[Entry]
    began_us: int
    ended_us: int = 0
    fates: list[str] = field(default_factory=list)
    raised: bool = False


class Script:
    """How often an entry fails before it is taken, by what `name` makes of it."""

    def __init__(
        self, name: Callable[[Entry], str], fails: dict[str, int], codes: Sequence[str] = ()
    ) -> None:
        self._name = name
        self._left = Counter(fails)
        self._codes = codes
        self._turn = 0

    def __call__(self, entry: Entry) -> bool | str:
        """Whether the entry fails this time; the form of a fault's `hits`."""
        name = self._name(entry)
        if self._left[name] <= 0:
            return False
        self._left[name] -= 1
        self._turn += 1
        return self._codes[self._turn % len(self._codes)] if self._codes else True


class BatchRecorder:
    """Makes calls for a learner's function and writes them down."""

    def __init__(self, world: World, operation: str, make: Callable[[list[Entry]], Any]) -> None:
        self.calls: list[BatchCall] = []
        self._world = world
        self._operation = operation
        self._make = make

    def __call__(self, entries: Any) -> Any:
        """One call, with whatever the function gave."""
        given = copy.deepcopy(list(entries)) if isinstance(entries, list | tuple) else [entries]
        call = BatchCall(given, self._world.clock.now_us, fates=["again"] * len(given), raised=True)
        self.calls.append(call)
        try:
            answer = self._make(entries)
        finally:
            call.ended_us = self._world.clock.now_us
        call.raised = False
        call.fates = fates(self._operation, given, answer)
        return answer


THROTTLED = ("ProvisionedThroughputExceededException", "ThrottlingException")


def call_failure(turn: int, operation: str) -> Exception:
    """An error for a whole call: by turns the service's, and one of the way there."""
    error: Exception = ConnectTimeoutError(endpoint_url="https://amazonaws.com/", error="no connection")
    if turn % 2 == 0:
        error = ClientError({"Error": {"Code": THROTTLED[1], "Message": "Rate exceeded"}}, operation)
    return error


def is_call_failure(error: BaseException | None) -> bool:
    """Whether it's such an error, or DynamoDB's own for a call of which it can write nothing."""
    if isinstance(error, ClientError):
        return error.response["Error"]["Code"] in THROTTLED
    return isinstance(error, ConnectTimeoutError)


def fates(operation: str, entries: list[Entry], answer: dict[str, Any]) -> list[str]:
    """What became of each entry of an answered call: `done`, `again` or `never`."""
    if operation == "put_events":
        codes = [result.get("ErrorCode") for result in answer["Entries"]]
        return ["done" if not code else "again" if code in RETRYABLE else "never" for code in codes]
    if operation == "send_message_batch":
        failed = {each["Id"]: each["SenderFault"] for each in answer.get("Failed", [])}
        return [
            ("never" if failed[each["Id"]] else "again") if each["Id"] in failed else "done"
            for each in entries
        ]
    back = [each for many in answer["UnprocessedItems"].values() for each in many]
    return ["again" if each in back else "done" for each in entries]


def attempts(calls: Sequence[BatchCall], entry: Entry) -> list[str]:
    """The fates of an entry, attempt by attempt."""
    return [
        fate for call in calls for each, fate in zip(call.entries, call.fates, strict=True) if each == entry
    ]


def pauses_s(calls: Sequence[BatchCall]) -> list[float]:
    """How long it waited before each call that resends something, in virtual seconds."""
    waits, seen = [], list[Entry]()
    for before, call in zip([None, *calls], calls, strict=False):
        if before is not None and any(entry in seen for entry in call.entries):
            waits.append((call.began_us - before.ended_us) / limits.US_PER_S)
        seen += call.entries
    return waits
