"""The function that the mapping calls: it bills usage events, and fails at the first that is poison."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from lablib.scenarios.mapping.what_if.events import Event
from lablib.scenarios.mapping.what_if.knobs import SHARDS, Knobs
from lablib.simulator import limits
from lablib.simulator.lambda_.mapping.parallelization import group_of
from lablib.simulator.world import World


@dataclass(slots=True)
class Biller:
    """The function. It bills record after record, and comes to a stop at the first that it cannot read."""

    world: World
    knobs: Knobs
    events: Sequence[Event]
    ages: dict[int, list[tuple[float, float]]] = field(init=False)
    under_way: dict[tuple[int, int], float] = field(default_factory=dict)
    billed_again: int = 0
    _poison: set[str] = field(init=False)
    _billed: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.ages = {index: [] for index in range(SHARDS)}
        self._poison = {b64encode(each.payload()).decode() for each in self.events if each.is_poison}

    def takes_s(self, event: dict[str, Any]) -> float:
        """Told when an invocation begins; notes how old the batch is by then."""
        records = event["Records"]
        row, now_s = self._row(records), self.world.elapsed_s
        arrival_s = records[-1]["kinesis"]["approximateArrivalTimestamp"]
        self.ages[row[0]].append((now_s, self.world.clock.now_s - arrival_s))
        self.under_way[row] = now_s
        failed_at = self._first_poison(records)
        read = len(records) if failed_at is None else failed_at + 1
        return read * self.knobs.handler_ms * limits.US_PER_MS / limits.US_PER_S

    def bill(self, event: dict[str, Any], context: Any) -> dict[str, Any] | None:
        """The handler."""
        records = event["Records"]
        del self.under_way[self._row(records)]
        failed_at = self._first_poison(records)
        for record in records[:failed_at]:
            data = record["kinesis"]["data"]
            self.billed_again += data in self._billed
            self._billed.add(data)
        if failed_at is None:
            return None
        sequence = records[failed_at]["kinesis"]["sequenceNumber"]
        if self.knobs.partial_responses:
            return {"batchItemFailures": [{"itemIdentifier": sequence}]}
        raise ValueError(f"record {sequence} is no usage event")

    def _row(self, records: Sequence[dict[str, Any]]) -> tuple[int, int]:
        """The shard and the lane that a batch comes from."""
        shard = int(records[0]["eventID"].partition(":")[0].rpartition("-")[2])
        lanes = self.knobs.parallelization_factor
        if lanes == 1:
            return shard, 0
        return shard, group_of(records[0]["kinesis"]["partitionKey"], lanes, limits.MAPPING_GROUP_HASH)

    def _first_poison(self, records: Sequence[dict[str, Any]]) -> int | None:
        poison = self._poison
        return next((n for n, each in enumerate(records) if each["kinesis"]["data"] in poison), None)
