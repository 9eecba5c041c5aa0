"""What a producer must not do with the events that it gives up, as questions to one attempt."""

from __future__ import annotations

import re
from collections import Counter
from textwrap import shorten

from lablib.simulator import limits
from lablib.teaching.checks.findings import Finding
from lablib.teaching.checks.producer.producer_attempt import ProducerAttempt, id_of, name_of

ATTEMPTS = 8
"""MAX_ATTEMPTS, as the exercise has it."""


def not_events(seen: ProducerAttempt) -> Finding | None:
    """`dead_letter` takes one event a call, as it came in."""
    known = {id_of(event): event for event in seen.trial.events}
    strange = next((each for each in seen.given_up if known.get(id_of(each)) != each), None)
    return None if strange is None else ("producer.given-up-no-event", {"item": repr(strange)[:70]})


def from_before(seen: ProducerAttempt) -> Finding | None:
    """What one call of the function gives up is no business of the next."""
    kept = seen.from_before_ids
    if not kept:
        return None
    return "producer.given-up-from-before", {"count": len(kept), "first": name_of(seen, kept[0])}


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
    troubled = seen.given_up or any(call.failures or call.error for call in seen.calls)
    return None if troubled or not seen.warnings else ("producer.false-alarm", {"lines": seen.warnings})


def number_unlogged(seen: ProducerAttempt) -> Finding | None:
    """The line says how many."""
    count = len(set(seen.given_up_ids))
    numbers = {
        number
        for said in seen.warned
        for number in re.findall(r"\d+", re.sub(r"(?<=\d)[,_](?=\d)", "", said))
    }
    if not count or seen.trial.flushes > 1 or str(count) in numbers:
        return None
    return "producer.number-unlogged", {"warned": shorten(seen.warned[-1], 90) if seen.warned else ""}


def other_attempts(seen: ProducerAttempt) -> Finding | None:
    """A record is given up after so many attempts, not sooner and not later."""
    tries, known = seen.tries(), seen.trial.hopeless | seen.trial.either
    id_ = next((each for each in seen.given_up_ids if each not in known and tries[each] != ATTEMPTS), None)
    if id_ is None:
        return None
    if not tries[id_]:
        unsent = {each for each in seen.given_up_ids if each not in known and not tries[each]}
        return "producer.given-up-unsent", {"count": len(unsent), "first": name_of(seen, id_)}
    calls = seen.calls_with(id_)
    waited_us = calls[-1].began_us - calls[0].began_us
    return f"producer.gives-up-too-{'soon' if tries[id_] < ATTEMPTS else 'late'}", {
        "tries": tries[id_],
        "attempts": ATTEMPTS,
        "waited_s": waited_us / limits.US_PER_S,
        "first": name_of(seen, id_),
    }


def sent_too_often(seen: ProducerAttempt) -> Finding | None:
    """Of what is stored in the end, too, no record is sent more often than MAX_ATTEMPTS says."""
    tries, given_up = seen.tries(), set(seen.given_up_ids)
    often = [each for each in seen.ids if tries[each] > ATTEMPTS and each not in given_up]
    if not often:
        return None
    first = max(often, key=lambda each: tries[each])
    return "producer.sent-too-often", {
        "count": len(often),
        "tries": tries[first],
        "attempts": ATTEMPTS,
        "first": name_of(seen, first),
    }


GIVING_UP = (
    from_before,
    gave_up_too_much,
    unlogged,
    number_unlogged,
    false_alarm,
    other_attempts,
    sent_too_often,
)
"""In the order in which a learner can use the answers.

Ask `not_events` before what is lost: what is handed over in another form looks lost.
"""
