"""One shard, or one key group of it, on its way through a function: the state machine of a mapping.

    batch     poll and filter until something closes the batch: `batching.py`
    deliver   age check, invoke, judge the answer, and then
                success           the checkpoint moves to the end of the batch
                part of it        the checkpoint moves to the first failed record, the rest is tried again
                function error    cut in two (bisect), or the whole again
              after a pause, until it is through, or the tries or the records' age are used up: then it
              is discarded, the destination is told, and the lane goes on. What retention takes meanwhile
              is gone.

Sources: https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html and
https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-parameters.html
"""

from __future__ import annotations

from bisect import bisect_left
from functools import partial
from typing import Any

from lablib.simulator import limits
from lablib.simulator.kinesis.state import retention
from lablib.simulator.lambda_.function.functions import Throttled
from lablib.simulator.lambda_.function.invocation import Outcome
from lablib.simulator.lambda_.mapping import backoff
from lablib.simulator.lambda_.mapping.batch import Batch
from lablib.simulator.lambda_.mapping.batching import Batching
from lablib.simulator.lambda_.mapping.bisect_batch import halves, may_bisect
from lablib.simulator.lambda_.mapping.event import event_of, is_too_large
from lablib.simulator.lambda_.mapping.handler_response import first_failure
from lablib.simulator.lambda_.mapping.history import Did
from lablib.simulator.lambda_.mapping.lane_context import LaneContext
from lablib.simulator.lambda_.mapping.on_failure_destination import AGE, RETRIES, Discarded
from lablib.simulator.lambda_.mapping.poller import Poller
from lablib.simulator.lambda_.mapping.progress import Progress
from lablib.simulator.ledger.fates import Fate


class Lane:
    """It begins at `position` and sends one batch at a time. `group` is its key group, 0 if it is alone."""

    def __init__(self, context: LaneContext, poller: Poller, group: int, position: int) -> None:
        self.context = context
        self.poller = poller
        self.log = poller.shard.log
        self.progress = Progress(context.clock, context.history, poller.shard.index, group, position)
        self.batching = Batching(context, poller, self.progress, group)
        self.has_ended = False
        """Its shard is closed, and everything in it is through."""

    def run(self) -> None:
        """Until the shard has ended or the mapping is stopped."""
        while (batch := self.batching.next_batch()) is not None:
            if not self._deliver(batch):
                return
        self.has_ended = self.context.is_running

    def _deliver(self, batch: Batch) -> bool:
        """Until the batch is through. False if the mapping is stopped first."""
        tries = 0  # those that count against MaximumRetryAttempts
        failures = 0  # all since the checkpoint moved
        while self.context.is_running:
            batch = self._without_too_old(self._without_gone(batch), tries)
            if not batch.positions:
                return self._is_through(batch)
            if len(batch) == 1 and is_too_large(self.log, batch.positions[0], self.batching.envelope_bytes):
                return self._discard(batch, 0, None)  # model: at once
            outcome = self._invoke(batch, is_retry=failures + batch.depth > 0)
            failures += 1
            if outcome is not None:
                tries += 1
                failed_at = self._judge(batch, outcome)
                if failed_at is None:
                    self._succeeded(batch, outcome)
                    if not self._comes_again():
                        return True
                    continue
                if failed_at > 0:
                    batch, tries, failures = self._partly(batch, failed_at, outcome), 0, 1
                else:
                    self.progress.note(Did.FAILED, batch, outcome.began_us)
                    if may_bisect(self.context.settings, batch, outcome):
                        self._wait(backoff.wait_us(1, self.context.rng))
                        return all(self._deliver(half) for half in halves(batch))
                    if self._is_exhausted(tries):
                        return self._discard(batch, tries, outcome)
            self._wait(backoff.wait_us(failures, self.context.rng))
        return False

    # --- one try -------------------------------------------------------------------------------------

    def _invoke(self, batch: Batch, is_retry: bool) -> Outcome | None:
        """Call the function; None if it was throttled, which is no try."""
        if is_retry:
            self.poller.read_again(batch.positions[0], batch.end)
        context, began_us = self.context, self.context.clock.now_us
        age_us = began_us - batch.arrival_us[-1]
        context.function.metrics.iterator_age(age_us / limits.US_PER_MS, began_us)
        try:
            outcome = context.runtime.invoke(context.function, self.event(batch))
        except Throttled:
            self.progress.note(Did.THROTTLED, batch, began_us)
            return None
        context.ledger.delivered(batch.rows)
        context.metrics.invoked(len(batch), began_us)
        return outcome

    def event(self, batch: Batch) -> dict[str, Any]:
        """What the function is given, as far as the stream still has it."""
        return event_of(self.log, batch.positions, self.poller.shard_id, self.context.source_arn)

    def _judge(self, batch: Batch, outcome: Outcome) -> int | None:
        """Index of the first record that failed; None if all is well."""
        failed_at: int | None = None
        if outcome.failure is not None:
            failed_at = 0
        elif self.context.settings.reports_item_failures:
            failed_at = first_failure(outcome.returned, batch.sequence)
        if failed_at is not None:
            self.context.metrics.failed(len(batch), self.context.clock.now_us)
        self.context.processed("OK" if failed_at is None else "PROBLEM: Function call failed")
        return failed_at

    # --- what follows --------------------------------------------------------------------------------

    def _succeeded(self, batch: Batch, outcome: Outcome) -> None:
        self.context.ledger.handled(batch.rows)
        self.progress.pass_to(batch.end)
        self.progress.note(Did.SUCCEEDED, batch, outcome.began_us)

    def _comes_again(self) -> bool:
        """At least once. Model: AWS does not say how often more than once; here only when asked for."""
        share = limits.MAPPING_DUPLICATE_SHARE
        return share > 0 and self.context.rng.random() < share

    def _partly(self, batch: Batch, failed_at: int, outcome: Outcome) -> Batch:
        """The records before the first failed one are done; what is left has all its tries again."""
        done = batch.before(failed_at)
        self.context.ledger.handled(done.rows)
        self.progress.pass_to(done.end)
        self.progress.note(Did.PARTLY, batch, outcome.began_us)
        return batch.starting_at(failed_at)

    def _is_exhausted(self, tries: int) -> bool:
        return 0 <= self.context.settings.maximum_retry_attempts < tries

    # --- what is given up ----------------------------------------------------------------------------

    def _without_gone(self, batch: Batch) -> Batch:
        """The batch without what the stream has let go of. Nobody is told."""
        now_us = self.context.clock.now_us
        if batch.positions and batch.arrival_us[0] < retention.horizon_us(self.poller.stream, now_us):
            self.poller.trim(now_us)
        count = bisect_left(batch.positions, self.log.first)
        if not count:
            return batch
        gone = batch.before(count)
        self.progress.pass_to(gone.end)
        self.progress.note(Did.EXPIRED, gone, now_us)
        return batch.starting_at(count)

    def _without_too_old(self, batch: Batch, tries: int) -> Batch:
        """The batch without its leading records that are older than MaximumRecordAgeInSeconds."""
        most_s = self.context.settings.maximum_record_age_s
        if most_s < 0:
            return batch
        count = bisect_left(batch.arrival_us, self.context.clock.now_us - most_s * limits.US_PER_S)
        if not count:
            return batch
        too_old = batch.before(count)
        self._give_up(AGE, too_old, tries, None)
        self.progress.pass_to(too_old.end)
        self.progress.note(Did.TOO_OLD, too_old, self.context.clock.now_us)
        return batch.starting_at(count)

    def _discard(self, batch: Batch, tries: int, outcome: Outcome | None) -> bool:
        self._give_up(RETRIES, batch, tries, outcome)
        self.progress.note(Did.DISCARDED, batch, self.context.clock.now_us)
        return self._is_through(batch)

    def _give_up(self, condition: str, batch: Batch, tries: int, outcome: Outcome | None) -> None:
        """Drop it: to the destination if there is one that takes it, else into nothing."""
        context = self.context
        event = partial(self.event, batch)
        discarded = Discarded(condition, self.poller.shard_id, batch, tries, outcome, event)
        if context.on_failure is not None and context.on_failure(discarded):
            context.ledger.settled(batch.rows, Fate.SENT_TO_DESTINATION)
            context.metrics.delivered_to_destination(len(batch), context.clock.now_us)
        else:
            fate = Fate.DROPPED_BY_AGE if condition == AGE else Fate.DROPPED_BY_RETRIES
            context.ledger.settled(batch.rows, fate)
            context.metrics.dropped(len(batch), context.clock.now_us)

    # --- keeping its place ---------------------------------------------------------------------------

    def _is_through(self, batch: Batch) -> bool:
        self.progress.pass_to(batch.end)
        return True

    def _wait(self, us: int) -> None:
        self.context.clock.sleep_until(self.context.clock.now_us + us)
