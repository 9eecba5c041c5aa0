"""How far a lane has come in its shard, and the steps that it took to get there."""

from __future__ import annotations

from lablib.simulator.clock.clock import Clock
from lablib.simulator.lambda_.mapping.batch import Batch
from lablib.simulator.lambda_.mapping.history import Did, Step


class Progress:
    """`checkpoint` is where the lane would start again.

    Every record before it was handled, discarded or filtered out, or has expired.
    """

    def __init__(self, clock: Clock, history: list[Step], shard: int, lane: int, position: int) -> None:
        self.checkpoint = position
        self._clock = clock
        self._history = history
        self._shard = shard
        self._lane = lane

    def pass_to(self, position: int) -> None:
        """The lane is done with all records before this position."""
        self.checkpoint = max(self.checkpoint, position)

    def note(self, did: Did, batch: Batch, began_us: int) -> None:
        """Write down a step that ends now."""
        self._note(did, began_us, batch.positions[0], len(batch), batch.depth)

    def note_expired(self, first: int, records: int) -> None:
        """Write down that retention took these records before the lane had looked at them."""
        self._note(Did.EXPIRED, self._clock.now_us, first, records, 0)

    def _note(self, did: Did, began_us: int, first: int, records: int, depth: int) -> None:
        now_us = self._clock.now_us
        self._history.append(
            Step(began_us, now_us, self._shard, self._lane, did, first, records, depth, self.checkpoint)
        )
