"""A mapping as the fuzz knows it: what it was ever set to, and what its function was given."""

from __future__ import annotations

from typing import Any

from observed_function import Invocation, ObservedFunction
from wire_tap import Copy, Life

from lablib.simulator import limits
from lablib.simulator.lambda_.mapping.mapping import Mapping

LIMITING = ("MaximumRetryAttempts", "MaximumRecordAgeInSeconds")


class Mapped:
    """One mapping of a stream to a function of its own."""

    def __init__(
        self,
        mapping: Mapping,
        function: ObservedFunction,
        life: Life,
        settings: dict[str, Any],
        delay_s: float,
    ) -> None:
        self.mapping = mapping
        self.uuid = mapping.uuid
        self.function = function
        self.life = life
        self.is_deleted = False
        self.settings = settings
        self.was_parallel = self.is_filtered = self.is_limited = self.has_age = False
        self.delay_us = round(delay_s * limits.US_PER_S)
        """So long a record takes at least from its shard to the function."""
        self.learn(settings)
        self._seen = 0
        self._known = 0
        self._steps = 0
        self._checkpoints: dict[int, int] = {}
        self._copies: dict[int, Copy] = {}
        self._newest: dict[tuple[str, str], int] = {}
        self.given: set[int] = set()
        """The sequence numbers of all records that the function was given."""
        self.handled: set[int] = set()
        """The sequence numbers of all records that the function dealt with."""

    def learn(self, settings: dict[str, Any]) -> None:
        """It was made with these, or will be changed to them."""
        self.settings = self.settings | settings
        self.was_parallel |= settings.get("ParallelizationFactor", 1) > 1
        self.is_filtered |= bool(settings.get("FilterCriteria"))
        self.has_age |= settings.get("MaximumRecordAgeInSeconds", -1) > 0
        self.is_limited |= any(settings.get(name, -1) >= 0 for name in LIMITING)

    def look(self) -> None:
        """Hold the invocations since the last look against what the wire knows of their records."""
        for copy in self.life.copies[self._known :]:
            self._copies[copy.sequence] = copy
        self._known = len(self.life.copies)
        invocations = self.function.invocations
        self._look_at_history()
        while self._seen < len(invocations) and invocations[self._seen].is_over:
            self._look_at(invocations[self._seen])
            self._seen += 1

    def _look_at_history(self) -> None:
        """No step sets a checkpoint back. One of several lanes may begin again behind where it was."""
        history = self.mapping.history
        for step in history[self._steps :]:
            before = self._checkpoints.get(step.shard, 0)
            assert self.was_parallel or step.checkpoint >= before, f"{step}: the checkpoint was {before}"
            self._checkpoints[step.shard] = step.checkpoint
        self._steps = len(history)

    def _look_at(self, invocation: Invocation) -> None:
        numbers = [record.sequence for record in invocation.records]
        assert numbers == sorted(set(numbers)), "an event has its records in order, each once"
        assert len({record.shard_id for record in invocation.records}) <= 1
        for record in invocation.records:
            copy = self._copies[record.sequence]
            assert (copy.number, copy.shard_id) == (record.number, record.shard_id)
            assert invocation.at_us >= copy.arrival_us + self.delay_us, "given before it could be read"
            self._in_order(copy)
            if not self.was_parallel:
                # With several lanes the lowest counts after a stop: those ahead come again.
                assert copy.sequence not in self.handled, f"{copy} was handled, and came again"
        self.handled.update(record.sequence for record in invocation.handled)

    def _in_order(self, copy: Copy) -> None:
        """The first delivery of each record comes in the order of its key, also across a reshard."""
        if copy.sequence in self.given:
            return
        self.given.add(copy.sequence)
        where = (copy.key, copy.shard_id if self.life.spread else "")
        assert copy.order > self._newest.get(where, -1), f"{copy} came too late"
        self._newest[where] = copy.order
