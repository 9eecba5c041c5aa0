"""Gateways that write usage events beside a learner's reader: slowly, in order, and none is refused."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import boto3

from lablib.scenarios.replay.incident import STREAM
from lablib.simulator import limits
from lablib.simulator.world import World

Event = dict[str, Any]
Plan = list[tuple[int, int]]
"""So many events, so many seconds from now; oldest first."""

TENANTS = 24
TENANT = "t-{:04d}"
CLOCKS_DIFFER_S = 2
CALL_EVERY_S = 0.5
"""With 500 records a call, no shard is offered more than it takes."""


class Gateways:
    """Whoever writes in a trial of a reader. `events` are all that it has, in the order of their writing."""

    def __init__(self, world: World, stream: str = STREAM) -> None:
        self.world = world
        self.stream = stream
        self.events: list[Event] = []
        self._kinesis = boto3.client("kinesis")

    def write(self, count: int) -> None:
        """The next `count` events of all tenants."""
        self._write([self._next(n // 3 % TENANTS) for n in range(len(self.events), len(self.events) + count)])

    def write_for(self, tenants: Sequence[int], count: int) -> None:
        """The next `count` events, of these tenants alone."""
        self._write([self._next(tenants[n // 3 % len(tenants)]) for n in range(count)])

    def write_by(self, plan: Plan, tenants: Sequence[int] | None = None) -> None:
        """Carry out a plan, counted from now; for these tenants alone, if any are named."""
        began_us = self.world.clock.now_us
        for count, after_s in plan:
            self.world.clock.sleep_until(began_us + after_s * limits.US_PER_S)
            if tenants is None:
                self.write(count)
            else:
                self.write_for(tenants, count)

    def plan_up_to(self, count: int) -> None:
        """Have `count` events, the rest of them unwritten: the reader did not wait for these."""
        while len(self.events) < count:
            self._next(len(self.events) // 3 % TENANTS)

    def _next(self, tenant: int) -> Event:
        number = len(self.events)
        # the clocks of two gateways differ: by their times, the events are in another order
        at = datetime.fromtimestamp(
            self.world.clock.now_us / limits.US_PER_S - number % 2 * CLOCKS_DIFFER_S, UTC
        )
        event = {"event_id": f"e-{number:06d}", "tenant": TENANT.format(tenant), "model": "chat-swift"}
        event["at"] = at.isoformat()
        self.events.append(event | {"tokens_in": 100 + number % 900, "tokens_out": 10 + number % 90})
        return self.events[-1]

    def _write(self, events: list[Event]) -> None:
        for start in range(0, len(events), limits.PUT_RECORDS_MAX_ENTRIES):
            batch = events[start : start + limits.PUT_RECORDS_MAX_ENTRIES]
            records = [{"Data": json.dumps(event), "PartitionKey": event["tenant"]} for event in batch]
            answer = self._kinesis.put_records(StreamName=self.stream, Records=records)
            assert not answer["FailedRecordCount"]
            self.world.clock.sleep(CALL_EVERY_S)
