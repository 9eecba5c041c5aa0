"""What a producer must not do, as questions to one attempt.

They stand in the order in which a learner can use the answers. Each returns None, or a finding: a message id
with the facts that its text wants.
"""

from __future__ import annotations

import json
from collections.abc import Hashable
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from lablib.simulator import limits
from lablib.teaching.checks import findings
from lablib.teaching.checks.call_recorder import Call
from lablib.teaching.checks.findings import Finding
from lablib.teaching.checks.producer.pause_findings import PAUSES
from lablib.teaching.checks.producer.producer_attempt import ProducerAttempt, id_of, name_of

MOST_CALLS_PER_EVENT = 0.2
"""Five events in a call are a batch still."""
SERVER_ERROR = 500
SLIPS = (NameError, AttributeError, TypeError, LookupError)
"""What comes out of a branch that handles an error, for a reason of its own."""


def too_many_in_a_call(seen: ProducerAttempt) -> Finding | None:
    """PutRecords takes 500."""
    most = max((len(call.entries) for call in seen.calls), default=0)
    return ("producer.more-than-500", {"most": most}) if most > limits.PUT_RECORDS_MAX_ENTRIES else None


def another_stream(seen: ProducerAttempt) -> Finding | None:
    """The caller says which stream."""
    other = next((call.stream for call in seen.calls if call.stream != seen.trial.stream), None)
    return None if other is None else ("producer.other-stream", {"other": other, "stream": seen.trial.stream})


def not_the_event(seen: ProducerAttempt) -> Finding | None:
    """Data is the event as JSON, the partition key is the tenant."""
    events = {id_of(event): event for event in seen.trial.events}
    for call in seen.calls:
        for entry in call.entries:
            event = events.get(entry.id)
            if event is None or _json(entry.data) != event:
                return "producer.data-not-the-event", {"data": repr(entry.data[:60])}
            if entry.key != event["tenant"]:
                return "producer.wrong-key", {"key": repr(entry.key), "tenant": repr(event["tenant"])}
    return None


def call_error_raised(seen: ProducerAttempt) -> Finding | None:
    """The service failed, and that came out of it."""
    error = seen.error
    if error is None or isinstance(error, SLIPS):
        return None
    if not any(_is_failed_call(seen, each) for each in _chain(error)):
        return None
    return "producer.call-error-raised", {"error": type(error).__name__}


def never_ends(seen: ProducerAttempt) -> Finding | None:
    """It ends in bounded time, whatever the stream does."""
    if not seen.never_ended:
        return None
    tries = max(seen.tries().values(), default=0)
    in_vain = bool(seen.trial.hopeless) or not seen.trial.ends_well
    return "producer.never-gives-up" if in_vain else "producer.never-ends", {"tries": tries}


def stored_twice(seen: ProducerAttempt) -> Finding | None:
    """One copy of each. Who sends a stored record again resends the whole call, or the wrong part."""
    if not seen.twice:
        return None
    stored: set[Hashable] = set()
    for index, call in enumerate(seen.calls):
        ids = {entry.id for entry in call.entries}
        if again := ids & stored:
            return _resent(seen, call, again, seen.calls[:index])
        if call.error is None:
            stored |= ids - call.failures.keys()
    return "producer.sent-twice", {"again": seen.twice, "first": name_of(seen, seen.calls[0].entries[0].id)}


def _resent(seen: ProducerAttempt, call: Call, again: set[Hashable], earlier: list[Call]) -> Finding:
    before = next(one for one in reversed(earlier) if any(entry.id in again for entry in one.entries))
    facts = {
        "failed": len(before.failures),
        "of": len(before.entries),
        "resent": len(call.entries),
        "again": len(again),
        "first": name_of(seen, next(entry.id for entry in call.entries if entry.id in again)),
    }
    return f"producer.{_kind_of_resend(before, [entry.id for entry in call.entries])}", facts


def _kind_of_resend(before: Call, ids: list[Hashable]) -> str:
    """What of the call before was sent again, by the end of the message's id."""
    order = [entry.id for entry in before.entries]
    if not before.failures:
        return "sent-twice"
    first = next(place for place, id_ in enumerate(order) if id_ in before.failures)
    if first and ids[: len(order) - first] == order[first:]:
        return "tail-resent"
    return "whole-batch-resent" if before.failures.keys() <= set(ids) else "wrong-records-resent"


def lost(seen: ProducerAttempt) -> Finding | None:
    """Neither in the stream nor given up: which kind of loss tells how it came about."""
    ids, tries, trial = seen.lost_ids, seen.tries(), seen.trial
    owed = seen.missing_ids if trial.ends_well else ids
    unsent = [each for each in owed if not tries[each] and each not in trial.hopeless | trial.either]
    if unsent:
        how = "never-sent" if set(unsent) & set(ids) else "given-up-unsent"
        return f"producer.{how}", {"count": len(unsent), "first": name_of(seen, unsent[0])}
    if not ids:
        return None
    facts = {"first": name_of(seen, ids[0]), "tries": tries[ids[0]]}
    calls = seen.calls_with(ids[0])
    if len(calls) > 1:
        return f"producer.{'gives-up-silently' if seen.gives_up else 'stops-too-soon'}", facts
    if calls and calls[0].error is not None:
        return "producer.call-error-lost", facts
    return "producer.logged-not-resent" if seen.warnings else "producer.lost-silently", facts


def input_changed(seen: ProducerAttempt) -> Finding | None:
    """The caller's list is the caller's."""
    before, after = seen.trial.events, seen.events_after
    if after == before:
        return None
    altered = sum(event not in before for event in after)
    return "producer.input-changed", {"left": len(after), "altered": altered}


def too_many_calls(seen: ProducerAttempt) -> Finding | None:
    """PutRecords is there for batches."""
    events = len(seen.ids)
    if seen.trial.refuses or len(seen.calls) <= MOST_CALLS_PER_EVENT * events:
        return None
    return "producer.too-many-calls", {"fewest": -(-events // limits.PUT_RECORDS_MAX_ENTRIES)}


CONDUCT = (
    findings.floods,
    findings.replaces,
    findings.exits,
    too_many_in_a_call,
    another_stream,
    not_the_event,
    call_error_raised,
    findings.raises,
    never_ends,
)
"""What to ask first: how it went, and what it put into its calls."""
DELIVERY = (stored_twice, lost, input_changed)
"""What became of the events."""
MANNERS = (*PAUSES, too_many_calls)
"""How it got there."""


def _json(data: bytes) -> Any:
    try:
        return json.loads(data)
    except ValueError:
        return None


def _chain(error: BaseException) -> list[BaseException]:
    chain = [error]
    while (before := chain[-1].__cause__ or chain[-1].__context__) is not None and before not in chain:
        chain.append(before)
    return chain


def _is_failed_call(seen: ProducerAttempt, error: BaseException) -> bool:
    """Whether boto3 raised it for what the trial brings along; else the learner's call was wrong."""
    if isinstance(error, ClientError):
        status = error.response["ResponseMetadata"]["HTTPStatusCode"]
        return bool(status >= SERVER_ERROR or seen.trial.hopeless)
    return isinstance(error, BotoCoreError) and hasattr(error, "kwargs") and "endpoint_url" in error.kwargs
