"""One shard, or one key group of it, on its way through a function: the state machine of a mapping.

    batch      poll and filter until something closes the batch: `batching.py`
    deliver    leave out the records past their time (`age_and_retention.py`), invoke, judge the response:
                 success           the checkpoint moves to the end of the batch
                 partial success   the checkpoint moves to the first failed record, the rest is retried
                 throttled         the batch is retried; that costs no try
                 function error    the batch is bisected, retried or discarded: `failed_batch.py`

Sources: https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html and
https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-parameters.html
"""

from __future__ import annotations

from functools import partial
from typing import Any

from lablib.simulator import limits
from lablib.simulator.lambda_.function.functions import Throttled
from lablib.simulator.lambda_.function.invocation import Outcome
from lablib.simulator.lambda_.mapping import backoff
from lablib.simulator.lambda_.mapping.age_and_retention import count_expired, count_too_old
from lablib.simulator.lambda_.mapping.batch import Batch
from lablib.simulator.lambda_.mapping.batching import Batching
from lablib.simulator.lambda_.mapping.bisect_batch import halves
from lablib.simulator.lambda_.mapping.checkpoint import Progress
from lablib.simulator.lambda_.mapping.event import event_of, is_too_large
from lablib.simulator.lambda_.mapping.failed_batch import Next, after_failure, discard
from lablib.simulator.lambda_.mapping.handler_response import first_failure
from lablib.simulator.lambda_.mapping.history import Did
from lablib.simulator.lambda_.mapping.lane_context import LaneContext
from lablib.simulator.lambda_.mapping.on_failure_destination import AGE, RETRIES, Discarded
from lablib.simulator.lambda_.mapping.poller import Poller


class Lane:
    """It starts at `position` and sends one batch at a time. `group` is its key group, 0 if it is alone."""

    def __init__(self, context: LaneContext, poller: Poller, group: int, position: int) -> None:
        self.context = context
        self.poller = poller
        self.log = poller.shard.log
        self.progress = Progress(context.clock, context.history, poller.shard.index, group, position)
        self.batching = Batching(context, poller, self.progress, group)
        self.has_ended = False
        """The shard is closed, and the lane is done with all of it."""

    def run(self) -> None:
        """Send batches until the shard has ended or the mapping is stopped."""
        while (batch := self.batching.next_batch()) is not None:
            if not self._deliver(batch):
                return
        self.has_ended = self.context.is_running

    def _deliver(self, batch: Batch) -> bool:
        """Invoke the function until the batch is done with. False if the mapping is stopped first."""
        tries = 0  # those that count against MaximumRetryAttempts
        failures = 0  # all since the checkpoint moved
        while self.context.is_running:
            batch = self._without_expired_and_too_old(batch, tries)
            if not batch.positions:
                return self._is_done(batch)
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
                    follows = after_failure(self.context.settings, batch, outcome, tries)
                    if follows is Next.BISECT:
                        self._wait(1)
                        older, newer = halves(batch)
                        is_through = self._deliver(older)
                        return self._deliver(newer) and is_through  # a stopped one gives it back
                    if follows is Next.DISCARD:
                        return self._discard(batch, tries, outcome)
            self._wait(failures)
        self.batching.give_back(batch.positions)
        return False

    # --- one try -------------------------------------------------------------------------------------

    def _invoke(self, batch: Batch, is_retry: bool) -> Outcome | None:
        """Invoke the function; None if it was throttled."""
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
        """What the function is given, as far as the stream still has the records."""
        return event_of(self.log, batch.positions, self.poller.shard_id, self.context.source_arn)

    def _judge(self, batch: Batch, outcome: Outcome) -> int | None:
        """Index of the first record that failed; None after full success."""
        context = self.context
        failed_at: int | None = None
        if outcome.failure is not None:
            failed_at = 0
        elif context.settings.reports_item_failures:
            failed_at = first_failure(outcome.returned, batch.sequence)
        if failed_at is not None:
            context.metrics.failed(len(batch), context.clock.now_us)
        context.processed("OK" if failed_at is None else "PROBLEM: Function call failed")
        return failed_at

    # --- what follows --------------------------------------------------------------------------------

    def _succeeded(self, batch: Batch, outcome: Outcome) -> None:
        self.context.ledger.handled(batch.rows, self.context.uuid)
        self.progress.pass_to(batch.end)
        self.progress.note(Did.SUCCEEDED, batch, outcome.began_us)

    def _comes_again(self) -> bool:
        """At least once. Model: AWS does not say how often more than once; here only when asked for."""
        share = limits.MAPPING_DUPLICATE_SHARE
        return share > 0 and self.context.rng.random() < share

    def _partly(self, batch: Batch, failed_at: int, outcome: Outcome) -> Batch:
        """The records before the first failed one are done; the rest has all its tries again."""
        done = batch.before(failed_at)
        self.context.ledger.handled(done.rows, self.context.uuid)
        self.progress.pass_to(done.end)
        self.progress.note(Did.PARTLY, batch, outcome.began_us)
        return batch.starting_at(failed_at)

    def _without_expired_and_too_old(self, batch: Batch, tries: int) -> Batch:
        """The batch without its first records if they are past their time."""
        now_us = self.context.clock.now_us
        if count := count_expired(batch, self.poller, now_us):
            batch = self._leave_out(batch, count, Did.EXPIRED)
        if count := count_too_old(batch, self.context.settings, now_us):
            self._give_up(AGE, batch.before(count), tries, None)
            batch = self._leave_out(batch, count, Did.TOO_OLD)
        return batch

    def _leave_out(self, batch: Batch, count: int, did: Did) -> Batch:
        """The batch without its first `count` records; the checkpoint moves past them."""
        left_out = batch.before(count)
        self.progress.pass_to(left_out.end)
        self.progress.note(did, left_out, self.context.clock.now_us)
        return batch.starting_at(count)

    def _discard(self, batch: Batch, tries: int, outcome: Outcome | None) -> bool:
        self._give_up(RETRIES, batch, tries, outcome)
        self.progress.note(Did.DISCARDED, batch, self.context.clock.now_us)
        return self._is_done(batch)

    def _give_up(self, condition: str, batch: Batch, tries: int, outcome: Outcome | None) -> None:
        event = partial(self.event, batch)
        discard(self.context, Discarded(condition, self.poller.shard_id, batch, tries, outcome, event))

    def _is_done(self, batch: Batch) -> bool:
        self.progress.pass_to(batch.end)
        return True

    def _wait(self, failures: int) -> None:
        """The pause after so many failures in a row."""
        clock = self.context.clock
        clock.sleep_until(clock.now_us + backoff.wait_us(failures, self.context.rng))
