"""How a batch comes about: poll, filter, and wait until something closes it.

Source: https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventsourcemapping.html
"""

from __future__ import annotations

from hashlib import md5
from typing import TYPE_CHECKING

from lablib import limits
from lablib.fates import Fate
from lablib.lambda_.mapping.batch import Batch
from lablib.lambda_.mapping.event import json_bytes

if TYPE_CHECKING:
    from lablib.lambda_.mapping.lane import Lane

WINDOW_GRACE_US = round((limits.PROPAGATION_DELAY_S + limits.MAPPING_POLL_EVERY_S) * limits.US_PER_S)
"""Model: so long after its end a tumbling window waits for records that arrived in it."""


def gather(lane: Lane) -> Batch | None:
    """The next batch of a lane; None when its shard has ended or the mapping is stopped.

    Closed by BatchSize records, by 6 MB, or by the batching window, which begins when the batch before it was
    through and begins again while nothing has come. With a window of 0 whatever is there is sent at once. The
    end of a tumbling window closes it as well, and then it may be empty.
    """
    mapping, poller = lane.mapping, lane.poller
    window_us = mapping.settings.window_s * limits.US_PER_S
    closes_us = mapping.clock.now_us + window_us
    found = Finding(lane)
    while mapping.is_running:
        found.take(poller.end)
        if found.is_full or (found.positions and mapping.clock.now_us >= closes_us) or found.ends_window():
            return found.batch()
        if poller.is_done and lane.position >= poller.end:
            return found.batch() if found.positions else None
        if not found.positions and mapping.clock.now_us >= closes_us:
            closes_us = mapping.clock.now_us + window_us
            found.skip()
        wait_until_us = max(poller.next_us, mapping.clock.now_us)
        if found.positions:
            wait_until_us = min(wait_until_us, closes_us)
        mapping.clock.sleep_until(wait_until_us)
        if mapping.is_running and mapping.clock.now_us >= poller.next_us:
            poller.poll()
    return None


class Finding:
    """The batch while it is being filled."""

    def __init__(self, lane: Lane) -> None:
        self.positions: list[int] = []
        self.is_full = False
        self._lane = lane
        self._bytes = 0
        self._most_bytes = limits.FUNCTION_PAYLOAD_MAX_BYTES

    def take(self, end: int) -> None:
        """Go on through what was fetched, up to `end`, until the batch is full."""
        lane, log = self._lane, self._lane.log
        lane.position = max(lane.position, log.first)
        most = lane.mapping.settings.batch_size
        while lane.position < end and not self.is_full:
            position = lane.position
            if lane.window_end_us is not None and log.arrival_us[position - log.first] >= lane.window_end_us:
                self.is_full = True
                return
            if not self._is_wanted(position):
                lane.position += 1
                continue
            size_bytes = json_bytes(log, position)
            if self.positions and self._bytes + size_bytes > self._most_bytes:
                self.is_full = True
                return
            self.positions.append(position)
            self._bytes += size_bytes
            lane.position += 1
            self.is_full = len(self.positions) >= most

    def ends_window(self) -> bool:
        """Whether the tumbling window is over, and every record of it was fetched."""
        end_us, clock = self._lane.window_end_us, self._lane.mapping.clock
        return end_us is not None and clock.now_us >= end_us + WINDOW_GRACE_US

    def batch(self) -> Batch:
        """What was found; filtered records behind the last one are passed with it."""
        log, positions = self._lane.log, self.positions
        at = [position - log.first for position in positions]
        return Batch(
            positions,
            [log.sequence[each] for each in at],
            [log.arrival_us[each] for each in at],
            [log.rows[each] for each in at],
            self._lane.position,
        )

    def skip(self) -> None:
        """Nothing was wanted: the checkpoint passes what was filtered out."""
        self._lane.checkpoint = max(self._lane.checkpoint, self._lane.position)

    def _is_wanted(self, position: int) -> bool:
        lane, log = self._lane, self._lane.log
        at = position - log.first
        lanes = lane.mapping.settings.parallelization_factor
        if lanes > 1 and group_of(log.keys[at], lanes) != lane.group:
            return False
        filters = lane.mapping.filters
        if filters is None or filters.match(log, at, lane.poller.shard.id):
            return True
        lane.mapping.ledger.settled([log.rows[at]], Fate.FILTERED_OUT)
        lane.mapping.metrics.filtered_out(1, lane.mapping.clock.now_us)
        return False


def group_of(partition_key: str, groups: int) -> int:
    """The key group of a record. Model: AWS hashes the partition key and does not say how."""
    digest = md5(partition_key.encode(), usedforsecurity=False).digest()
    return int.from_bytes(digest, "big") % groups
