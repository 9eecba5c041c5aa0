"""Tumbling windows: the function carries a state through the records of a span of time, shard by shard.

    record of a new span -> window opens, state {}
    each batch in it     -> invoked with the state, whose answer is the next state
    the span is over     -> one final invocation, and the state is gone

Source: https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-windows.html
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from lablib.simulator import limits
from lablib.simulator.lambda_.function.functions import Throttled
from lablib.simulator.lambda_.function.invocation import Outcome
from lablib.simulator.lambda_.mapping import backoff
from lablib.simulator.lambda_.mapping.batch import Batch
from lablib.simulator.lambda_.mapping.lane import Lane
from lablib.simulator.lambda_.mapping.lane_context import LaneContext
from lablib.simulator.lambda_.mapping.poller import Poller


class WindowedLane(Lane):
    """A lane whose batches belong to one window each. Spans are counted from the Unix epoch, by arrival."""

    def __init__(self, context: LaneContext, poller: Poller, group: int, position: int) -> None:
        super().__init__(context, poller, group, position)
        self._length_us = context.settings.tumbling_window_s * limits.US_PER_S
        self._state: Any = {}

    def run(self) -> None:
        """As a plain lane, with a final invocation at the end of each window, also when the shard ends."""
        while (batch := self.batching.next_batch()) is not None:
            if not batch.positions:
                self._close(early=False)
                continue
            if self.batching.window_end_us is None:
                batch = self._open(batch)
            if not self._deliver(batch):
                return
        if self.context.is_running:
            if self.batching.window_end_us is not None:
                self._close(early=False)
            self.has_ended = True

    def _open(self, batch: Batch) -> Batch:
        """The window of the first record; records of a later one go back."""
        start_us = batch.arrival_us[0] - batch.arrival_us[0] % self._length_us
        self.batching.window_end_us = end_us = start_us + self._length_us
        inside = sum(arrival_us < end_us for arrival_us in batch.arrival_us)
        if inside < len(batch):
            self.batching.position = batch.positions[inside]
        return batch.before(inside)

    def _close(self, *, early: bool) -> None:
        """The final invocation, tried again like any other; then the state is gone."""
        settings, clock = self.context.settings, self.context.clock
        tries = failures = 0
        while self.context.is_running:
            failures += 1
            try:
                outcome = self.context.runtime.invoke(self.context.function, self._final_event(early=early))
            except Throttled:
                outcome = None
            tries += outcome is not None
            if outcome is not None and outcome.failure is None:
                break
            if 0 <= settings.maximum_retry_attempts < tries:
                break
            clock.sleep_until(clock.now_us + backoff.wait_us(failures, self.context.rng))
        self._state = {}
        if not early:
            self.batching.window_end_us = None

    def event(self, batch: Batch) -> dict[str, Any]:
        """With the window and its state."""
        return super().event(batch) | self._extras(is_final=False, early=False)

    def _final_event(self, *, early: bool) -> dict[str, Any]:
        return {"Records": []} | self._extras(is_final=True, early=early)

    def _extras(self, *, is_final: bool, early: bool) -> dict[str, Any]:
        end_us = self.batching.window_end_us or 0
        return {
            "window": {"start": _iso(end_us - self._length_us), "end": _iso(end_us)},
            "state": self._state,
            "shardId": self.poller.shard_id,
            "eventSourceARN": self.context.source_arn,
            "isFinalInvokeForWindow": is_final,
            "isWindowTerminatedEarly": early,
        }

    def _succeeded(self, batch: Batch, outcome: Outcome) -> None:
        """The state that was returned is the next one; one that is too large ends the window."""
        returned = outcome.returned
        self._state = returned.get("state", {}) if isinstance(returned, dict) else {}
        super()._succeeded(batch, outcome)
        if len(json.dumps(self._state).encode()) > limits.MAPPING_WINDOW_STATE_MAX_BYTES:
            self._close(early=True)


def _iso(at_us: int) -> str:
    return f"{datetime.fromtimestamp(at_us // limits.US_PER_S, UTC):%Y-%m-%dT%H:%M:%SZ}"
