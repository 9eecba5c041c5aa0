"""What happens to a batch after a function error: it is bisected, retried, or discarded.

    it may be bisected                 each half is a batch of its own: see `bisect_batch.py`
    MaximumRetryAttempts is used up    discarded: to the OnFailure destination, or dropped
    else                               retried after a pause: see `backoff.py`

Sources: https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-parameters.html and
https://docs.aws.amazon.com/lambda/latest/dg/kinesis-on-failure-destination.html
"""

from __future__ import annotations

from enum import Enum, auto

from lablib.simulator.lambda_.function.invocation import Outcome
from lablib.simulator.lambda_.mapping.batch import Batch
from lablib.simulator.lambda_.mapping.bisect_batch import may_bisect
from lablib.simulator.lambda_.mapping.lane_context import LaneContext
from lablib.simulator.lambda_.mapping.on_failure_destination import AGE, Discarded
from lablib.simulator.lambda_.mapping.settings import Settings
from lablib.simulator.ledger.fates import Fate


class Next(Enum):
    """What the mapping does next."""

    BISECT = auto()
    RETRY = auto()
    DISCARD = auto()


def after_failure(settings: Settings, batch: Batch, outcome: Outcome, tries: int) -> Next:
    """Decide about a batch whose first record failed, after so many tries."""
    if may_bisect(settings, batch, outcome):
        return Next.BISECT
    if 0 <= settings.maximum_retry_attempts < tries:
        return Next.DISCARD
    return Next.RETRY


def discard(context: LaneContext, discarded: Discarded) -> None:
    """Give a batch up: to the destination, or drop it if there is none or the message can't be delivered."""
    rows, events = discarded.batch.rows, len(discarded.batch)
    if context.on_failure is not None and context.on_failure(discarded):
        context.ledger.settled(rows, Fate.SENT_TO_DESTINATION, context.uuid)
        context.metrics.delivered_to_destination(events, context.clock.now_us)
    else:
        by_age = discarded.condition == AGE
        fate = Fate.DROPPED_BY_AGE if by_age else Fate.DROPPED_BY_RETRIES
        context.ledger.settled(rows, fate, context.uuid)
        context.metrics.dropped(events, context.clock.now_us)
