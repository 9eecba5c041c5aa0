"""Batching: a lane polls and filters until BatchSize, the batching window or 6 MB closes the batch.

Source: https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventsourcemapping.html
"""

from __future__ import annotations

from collections.abc import Sequence

from lablib.simulator import limits
from lablib.simulator.kinesis.state.record_log import RecordLog
from lablib.simulator.lambda_.mapping.batch import Batch
from lablib.simulator.lambda_.mapping.checkpoint import Progress
from lablib.simulator.lambda_.mapping.event import EMPTY_EVENT_BYTES, envelope_bytes, size_bytes
from lablib.simulator.lambda_.mapping.filters import Filters
from lablib.simulator.lambda_.mapping.lane_context import LaneContext
from lablib.simulator.lambda_.mapping.parallelization import group_of
from lablib.simulator.lambda_.mapping.poller import Poller
from lablib.simulator.ledger.fates import Fate


class Batching:
    """Makes the batches of one lane, one after the other."""

    def __init__(self, context: LaneContext, poller: Poller, progress: Progress, group: int) -> None:
        settings = context.settings
        self.position = progress.checkpoint
        """The next record to look at."""
        self.window_end_us: int | None = None
        """Records that arrived at this time or later wait for the next batch: see `tumbling_windows.py`."""
        self.envelope_bytes = envelope_bytes(poller.shard_id, context.source_arn)
        self._context = context
        self._poller = poller
        self._log = poller.shard.log
        self._progress = progress
        self._group = group
        self._groups = settings.parallelization_factor
        self._filters = Filters(settings.filters) if settings.filters else None
        self._takes_all = self._groups == 1 and self._filters is None
        self._window_us = settings.batching_window_s * limits.US_PER_S
        self._closes_us = 0
        """When the batching window is over."""
        self._builder = BatchBuilder(self._log, settings.batch_size, self.envelope_bytes)
        self._batch: Batch | None = None
        """What came of the last look."""
        self._given_back: list[int] = []

    def next_batch(self) -> Batch | None:
        """The next batch; None when the shard has ended or the mapping is stopped.

        BatchSize records close a batch, 6 MB do, and so does the batching window. The window begins when the
        lane is done with the batch before, and it begins again while nothing has arrived. With a window of 0
        the lane sends at once what is there. The end of a tumbling window closes a batch too, even an empty
        one.
        """
        clock, settings = self._context.clock, self._context.settings
        self._closes_us = clock.now_us + self._window_us
        self._builder = BatchBuilder(self._log, settings.batch_size, self.envelope_bytes)
        self._batch = None
        next_us = self._look()
        if next_us is not None:
            clock.sleep_on(next_us, self._look_again)
        if self._batch is None:
            self.give_back(self._builder.positions)
        return self._batch

    def skip_expired(self, end: int) -> None:
        """Retention is about to take all records before this position: note those that no batch holds."""
        first = self._log.first
        mine = [each for each in range(self.position, end) if self._is_mine(each - first)]
        gone = [each for each in self._given_back if each < end] + mine
        self._given_back = [each for each in self._given_back if each >= end]
        self.position = max(self.position, end)
        if gone:
            self._progress.note_expired(gone[0], len(gone))

    def give_back(self, positions: Sequence[int]) -> None:
        """The mapping was stopped before these were through: they are the stream's matter again."""
        self._given_back = sorted([*self._given_back, *positions])
        if positions and positions[0] < self._log.first:
            self.skip_expired(self._log.first)

    def _look(self) -> int | None:
        """Take what there is; returns when to look again, None when the batch is closed or none will be."""
        poller, batch, now_us = self._poller, self._builder, self._context.clock.now_us
        self._fill(batch)
        if not batch.is_full and now_us >= poller.next_us:
            poller.poll()
            self._fill(batch)
        is_due = now_us >= self._closes_us
        if batch.is_full or (batch.positions and (is_due or self._is_at_the_end())) or self._is_window_over():
            self._batch = batch.build(self.position)
            return None
        is_at_the_end = self._is_at_the_end()
        if not batch.positions and (is_due or is_at_the_end):
            self._progress.pass_to(self.position)  # all records up to here were filtered out
        if is_at_the_end:
            return None
        if is_due:
            self._closes_us = now_us + self._window_us
        return min(poller.next_us, self._closes_us) if batch.positions else poller.next_us

    def _look_again(self) -> int | None:
        return self._look() if self._context.is_running else None

    def _fill(self, batch: BatchBuilder) -> None:
        """Go on through the records that were fetched, until the batch is full."""
        log, first, end = self._log, self._log.first, self._poller.end
        position = self.position = max(self.position, first)
        if position >= end:
            return
        window_end_us = self.window_end_us
        if self._takes_all and window_end_us is None:
            position = batch.add_run(position, end)
        while position < end and not batch.is_full:
            at = position - first
            if window_end_us is not None and log.arrival_us[at] >= window_end_us:
                batch.is_full = True
                break
            if (self._takes_all or self._is_wanted(at)) and not batch.add(position, at):
                break
            position += 1
        self.position = position

    def _is_wanted(self, at: int) -> bool:
        """Whether the record at this index of the log belongs to this lane and passes the filters."""
        log, context = self._log, self._context
        if not self._is_mine(at):
            return False
        if self._filters is None or self._filters.match(log, at):
            return True
        context.ledger.settled([log.rows[at]], Fate.FILTERED_OUT, context.uuid)
        context.metrics.filtered_out(1, context.clock.now_us)
        return False

    def _is_mine(self, at: int) -> bool:
        """Whether the record at this index of the log belongs to this lane."""
        key = self._log.keys[at] or str(self._log.sequence[at])
        return self._groups == 1 or group_of(key, self._groups, limits.MAPPING_GROUP_HASH) == self._group

    def _is_window_over(self) -> bool:
        """Whether the tumbling window has ended, and every record of it was fetched."""
        if self.window_end_us is None:
            return False
        grace_us = round(limits.MAPPING_WINDOW_GRACE_S * limits.US_PER_S)
        return self._context.clock.now_us >= self.window_end_us + grace_us

    def _is_at_the_end(self) -> bool:
        """Whether the shard is closed, and the lane has looked at its last record."""
        return self._poller.is_done and self.position >= self._poller.end


class BatchBuilder:
    """A batch while it fills. It keeps the records that retention takes from the stream meanwhile."""

    def __init__(self, log: RecordLog, batch_size: int, envelope_bytes: int) -> None:
        self.positions: list[int] = []
        self.is_full = False
        self._log = log
        self._batch_size = batch_size
        self._envelope_bytes = envelope_bytes
        self._event_bytes = EMPTY_EVENT_BYTES
        self._sequence: list[int] = []
        self._arrival_us: list[int] = []
        self._rows: list[int] = []

    def add(self, position: int, at: int) -> bool:
        """Add the record at this index of the log. False if the event would exceed 6 MB: the batch is full.

        The first record always has room: `lane.py` deals with one that is too large.
        """
        log = self._log
        self._event_bytes += self._envelope_bytes + size_bytes(log, at)
        if self.positions and self._event_bytes > limits.FUNCTION_REQUEST_MAX_BYTES:
            self.is_full = True
            return False
        self.positions.append(position)
        self._sequence.append(log.sequence[at])
        self._arrival_us.append(log.arrival_us[at])
        self._rows.append(log.rows[at])
        self.is_full = len(self.positions) >= self._batch_size
        return True

    def add_run(self, position: int, end: int) -> int:
        """Add neighbours at once, as `add` does one by one; returns the position behind them.

        Adds none if the event would exceed 6 MB: `add` finds out how many have room.
        """
        log, count = self._log, min(end - position, self._batch_size - len(self.positions))
        at = position - log.first
        part = slice(at, at + count)
        data, keys = log.data[part], log.keys[part]
        base64_bytes = sum([(len(each) + 2) // 3 * 4 for each in data])
        run_bytes = base64_bytes + len("".join(keys).encode()) + len(data) * self._envelope_bytes
        if self._event_bytes + run_bytes > limits.FUNCTION_REQUEST_MAX_BYTES:
            return position
        self._event_bytes += run_bytes
        self.positions += range(position, position + len(data))
        self._sequence += log.sequence[part]
        self._arrival_us += log.arrival_us[part]
        self._rows += log.rows[part]
        self.is_full = len(self.positions) >= self._batch_size
        return position + len(data)

    def build(self, end: int) -> Batch:
        """The batch. Once it is done, the checkpoint passes the filtered records up to `end` as well."""
        return Batch(self.positions, self._sequence, self._arrival_us, self._rows, end)
