"""How a batch comes about: poll, filter, and wait until something closes it.

Source: https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventsourcemapping.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lablib.simulator import limits
from lablib.simulator.lambda_.mapping.batch import Batch
from lablib.simulator.lambda_.mapping.event import EMPTY_EVENT_BYTES, size_bytes
from lablib.simulator.lambda_.mapping.parallelization import group_of
from lablib.simulator.ledger.fates import Fate

if TYPE_CHECKING:
    from lablib.simulator.lambda_.mapping.lane import Lane


def gather(lane: Lane) -> Batch | None:
    """The next batch of a lane; None when its shard has ended or the mapping is stopped.

    Closed by BatchSize records, by 6 MB, or by the batching window, which begins when the batch before it was
    through and begins again while nothing has come. With a window of 0 whatever is there is sent at once. The
    end of a tumbling window closes it as well, and then it may be empty.
    """
    context, poller, clock = lane.context, lane.poller, lane.context.clock
    window_us = context.settings.window_s * limits.US_PER_S
    closes_us = clock.now_us + window_us
    found = Finding(lane)
    while True:
        found.take(poller.end)
        if not found.is_full and clock.now_us >= poller.next_us:
            poller.poll()
            found.take(poller.end)
        is_due = clock.now_us >= closes_us
        if found.is_full or (found.positions and is_due) or found.ends_window():
            return found.batch()
        if poller.is_done and lane.position >= poller.end:
            found.skip()
            return found.batch() if found.positions else None
        if is_due:
            found.skip()
            closes_us = clock.now_us + window_us
        clock.sleep_until(min(poller.next_us, closes_us) if found.positions else poller.next_us)
        if not context.is_running:
            return None


class Finding:
    """The batch while it is being filled. What was found stays known if the stream lets go of it."""

    def __init__(self, lane: Lane) -> None:
        self.positions: list[int] = []
        self.is_full = False
        self._lane = lane
        self._sequence: list[int] = []
        self._arrival_us: list[int] = []
        self._rows: list[int] = []
        self._bytes = EMPTY_EVENT_BYTES

    def take(self, end: int) -> None:
        """Go on through what was fetched, up to `end`, until the batch is full."""
        lane, log = self._lane, self._lane.log
        first, batch_size, is_wanted = log.first, lane.context.settings.batch_size, lane.is_wanted
        position = max(lane.position, first)
        while position < end and not self.is_full:
            at = position - first
            if lane.window_end_us is not None and log.arrival_us[at] >= lane.window_end_us:
                self.is_full = True
                break
            if is_wanted is None or is_wanted(lane, at):
                if not self._has_room_for(at):
                    self.is_full = True
                    break
                self._add(position, at)
                self.is_full = len(self.positions) >= batch_size
            position += 1
        lane.position = position

    def ends_window(self) -> bool:
        """Whether the tumbling window is over, and every record of it was fetched."""
        end_us = self._lane.window_end_us
        if end_us is None:
            return False
        grace_us = round(limits.MAPPING_WINDOW_GRACE_S * limits.US_PER_S)
        return self._lane.context.clock.now_us >= end_us + grace_us

    def batch(self) -> Batch:
        """What was found; filtered records behind the last one are passed with it."""
        return Batch(self.positions, self._sequence, self._arrival_us, self._rows, self._lane.position)

    def skip(self) -> None:
        """If nothing was wanted, the checkpoint passes what was filtered out."""
        if not self.positions:
            self._lane.pass_to(self._lane.position)

    def _has_room_for(self, at: int) -> bool:
        """Whether the event stays within 6 MB. One record is never kept waiting: `lane.py` deals with it."""
        self._bytes += self._lane.envelope_bytes + size_bytes(self._lane.log, at)
        return not self.positions or self._bytes <= limits.FUNCTION_REQUEST_MAX_BYTES

    def _add(self, position: int, at: int) -> None:
        log = self._lane.log
        self.positions.append(position)
        self._sequence.append(log.sequence[at])
        self._arrival_us.append(log.arrival_us[at])
        self._rows.append(log.rows[at])


def is_wanted(lane: Lane, at: int) -> bool:
    """Whether the record at this index of the columns is this lane's business, and passes the filters."""
    context, log = lane.context, lane.log
    lanes = context.settings.parallelization_factor
    key = log.keys[at] or str(log.sequence[at])
    if lanes > 1 and group_of(key, lanes, limits.MAPPING_GROUP_HASH) != lane.group:
        return False
    if lane.filters is None or lane.filters.match(log, at, lane.poller.shard_id):
        return True
    context.ledger.settled([log.rows[at]], Fate.FILTERED_OUT)
    context.metrics.filtered_out(1, context.clock.now_us)
    return False
