"""What a producer must not do with the events that it gives up, as questions to one attempt."""

from __future__ import annotations

from collections import Counter

from lablib.simulator import limits
from lablib.teaching.checks.findings import Finding
from lablib.teaching.checks.producer.producer_attempt import ProducerAttempt, id_of, name_of

ROOM_S = 1.0
"""Whoever gives up a throttled record in less has not waited until its shard had room again."""
FEWEST_TRIES = 3


def not_events(seen: ProducerAttempt) -> Finding | None:
    """`dead_letter` takes one event a call, as it came in."""
    known = {id_of(event): event for event in seen.trial.events}
    strange = next((each for each in seen.given_up if known.get(id_of(each)) != each), None)
    return None if strange is None else ("producer.given-up-no-event", {"item": repr(strange)[:70]})


def gave_up_too_much(seen: ProducerAttempt) -> Finding | None:
    """What is in the stream is not given up, and nothing is given up twice."""
    counts = Counter(seen.given_up_ids)
    wrong = [each for each, count in counts.items() if each in seen.stored_ids or count > 1]
    if not wrong:
        return None
    return "producer.given-up-stored", {"count": len(wrong), "first": name_of(seen, wrong[0])}


def unlogged(seen: ProducerAttempt) -> Finding | None:
    """Who gives up says so."""
    return ("producer.gives-up-unlogged", {}) if seen.given_up and not seen.warnings else None


def false_alarm(seen: ProducerAttempt) -> Finding | None:
    """Where nothing went wrong, nothing is said."""
    troubled = seen.given_up or any(call.refusals or call.error for call in seen.calls)
    return None if troubled or not seen.warnings else ("producer.false-alarm", {"lines": seen.warnings})


def too_soon(seen: ProducerAttempt) -> Finding | None:
    """Where trying again helps, giving up is for later."""
    ids = [each for each in seen.given_up_ids if each not in seen.trial.hopeless]
    if not ids or not seen.trial.ends_well:
        return None
    calls = seen.calls_with(ids[0])
    waited_s = (calls[-1].began_us - calls[0].began_us) / limits.US_PER_S
    throttled = "Provisioned" in calls[-1].refusals.get(ids[0], "")
    if len(calls) >= FEWEST_TRIES and (waited_s >= ROOM_S or not throttled):
        return None
    return "producer.gives-up-too-soon", {
        "tries": len(calls),
        "waited_s": waited_s,
        "first": name_of(seen, ids[0]),
    }


GIVING_UP = (gave_up_too_much, unlogged, false_alarm, too_soon)
"""In the order in which a learner can use the answers.

Ask `not_events` before what is lost: what is handed over in another form looks lost.
"""
