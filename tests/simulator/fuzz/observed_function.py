"""A function that behaves as drawn, and writes down what it was given and how it ended."""

from __future__ import annotations

import base64
import time
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from wire_tap import number_of

from lablib import World
from lablib.simulator.lambda_.mapping.mapping import Mapping

NONSENSE = ({"batchItemFailures": [{"itemIdentifier": "?"}]}, {"batchItemFailures": "?"}, "no", [1], object())
"""The last one cannot leave as JSON, which is an error of the function."""
BEHAVIORS = ("well", "raise", "exit", "time out", "nonsense", "in part", "slow", "poison")
TIMEOUT_S = 2


class Record(NamedTuple):
    """One record of an event."""

    number: int
    sequence: int
    shard_id: str


@dataclass
class Invocation:
    """One call of the handler."""

    at_us: int
    records: list[Record]
    is_final: bool
    """The last of a tumbling window, which has no records."""
    failed: bool = True
    """Lambda counts an error. Whoever is ended where it stands has failed."""
    is_over: bool = False
    handled: list[Record] = field(default_factory=list)
    """The records with which the mapping is through after it."""


class ObservedFunction:
    """Takes turns among its behaviors, one for each invocation."""

    def __init__(self, world: World, name: str, behaviors: list[str]) -> None:
        self.name = name
        self.behaviors = behaviors
        self.invocations: list[Invocation] = []
        self.mapping: Mapping | None = None
        self._world = world
        world.deploy(self, name=name, timeout_s=TIMEOUT_S, cold_start_s=0, takes_s=0)

    def __call__(self, event: dict[str, Any], context: Any) -> Any:
        """The handler."""
        invocation = Invocation(
            self._world.clock.now_us, records_of(event), event.get("isFinalInvokeForWindow", False)
        )
        behavior = self.behaviors[len(self.invocations) % len(self.behaviors)]
        self.invocations.append(invocation)
        try:
            returned = self._behave(behavior, invocation)
        finally:
            invocation.is_over = True
        invocation.failed = type(returned) is object
        if not invocation.failed:
            invocation.handled = self._handled(invocation.records, returned)
        return returned

    def _behave(self, behavior: str, invocation: Invocation) -> Any:
        match behavior:
            case "raise":
                raise ValueError("as drawn")
            case "exit":
                raise SystemExit(1)
            case "time out":
                time.sleep(TIMEOUT_S + 1)
            case "slow":
                time.sleep(0.7)
            case "poison" if any(record.number % 5 == 0 for record in invocation.records):
                raise ValueError("poison")
            case "nonsense":
                return NONSENSE[len(self.invocations) % len(NONSENSE)]
            case "in part" if invocation.records:
                middle = invocation.records[len(invocation.records) // 2]
                return {"batchItemFailures": [{"itemIdentifier": str(middle.sequence)}]}
        return None

    def _handled(self, records: list[Record], returned: Any) -> list[Record]:
        """Those before the first that the answer reports, if the mapping asks for reports at all."""
        assert self.mapping is not None
        if not self.mapping.settings.reports_item_failures or not returned:
            return records
        failures = returned.get("batchItemFailures") if isinstance(returned, dict) else None
        identifier = failures[0]["itemIdentifier"] if isinstance(failures, list) else None
        places = [str(record.sequence) for record in records]
        return records[: places.index(identifier)] if identifier in places else []


def records_of(event: dict[str, Any]) -> list[Record]:
    """The records of an event."""
    return [
        Record(
            number_of(base64.b64decode(each["kinesis"]["data"])),
            int(each["kinesis"]["sequenceNumber"]),
            each["eventID"].partition(":")[0],
        )
        for each in event["Records"]
    ]
