"""Grades send_or_give_up: what gets well again, what never does, and what is too large for a record or a call."""

import json

from lablib.simulator import limits
from lablib.teaching.checks.call_recorder import Call, Entry
from lablib.teaching.checks.grader import Grader
from lablib.teaching.checks.producer import facts, id_of, name_of, totals, trials
from lablib.teaching.checks.producer.findings import CONDUCT, DELIVERY, MANNERS
from lablib.teaching.checks.producer.given_up_findings import GIVING_UP, not_events
from lablib.teaching.checks.producer.pause_findings import same_pause
from lablib.teaching.checks.producer.situations import (
    Trial,
    all_but_every,
    every_call_fails,
    first_call_fails,
    half_then_none,
    most_are_throttled,
    nothing,
    of_one_tenant,
    of_size,
    scattered_failures,
    usage_events,
    with_long_keys,
)

LARGEST = limits.RECORD_MAX_KIB_DEFAULT * 1_024
UMLAUTS = "ü" * 60
"""As a tenant: sixty characters, and a hundred and twenty bytes."""


def in_order():
    """From the simplest trouble to the worst."""
    events = usage_events(1_010)
    return trials(
        [
            Trial("calm", events[:1_001], nothing, refuses=False),
            Trial("burst on one shard", of_one_tenant(usage_events(1_100)), nothing, seed=8),
            Trial("single internal failures", events[:750], scattered_failures, seed=9, stream="usage-eu"),
            Trial("the first call fails", events[:750], first_call_fails, seed=10),
            Trial("stored at attempt eight", events[:40], all_but_every(8), seed=11),
            Trial("throttled, then an error", events[:40], half_then_none, seed=12),
            Trial(
                "three flushes in vain", events[:18], every_call_fails, seed=19, flushes=3, ends_well=False
            ),
            Trial("most throttled for good", events, most_are_throttled, seed=13, ends_well=False),
            Trial("nobody answers", events, every_call_fails, seed=14, ends_well=False),
            _at_the_limit(events[:80]),
            _eleven_too_many(events[:41]),
            Trial("fifty small flushes", events[:50], all_but_every(4), seed=17, flushes=50),
            Trial("nothing to send", [], nothing, seed=18, refuses=False),
        ],
        gives_up=True,
    )


def _at_the_limit(events):
    """The largest legal record; a byte more; a byte more for each umlaut of its key; and a prompt of umlauts."""
    tenant = {"tenant": UMLAUTS}
    legal, over = of_size(events[0], LARGEST), of_size(events[40], LARGEST + 1)
    key = of_size(events[41] | tenant, LARGEST + len(UMLAUTS))
    prompt = events[42] | {"prompt": "ü" * (LARGEST * 3 // 5)}
    return Trial(
        "large and too large",
        [legal, *events[1:40], over, key, prompt, *events[43:]],
        nothing,
        shards=8,
        seed=15,
        hopeless=frozenset({id_of(prompt)}),
        either=frozenset({id_of(over), id_of(key)}),
    )


def _eleven_too_many(events):
    """Two calls of ten records that are as large as they can be: eleven have a byte too much. Then small ones."""
    large = with_long_keys(events[:21], -(-limits.PUT_RECORDS_MAX_BYTES // 11))
    return Trial("large records, long keys", [*large, *events[21:]], nothing, shards=64, seed=16)


def call_too_large(seen):
    """Kinesis refuses a call of more than 10 MiB whole, at each attempt: what is in it has to be split."""
    large = next((call for call in seen.calls if _size_bytes(call) > limits.PUT_RECORDS_MAX_BYTES), None)
    if large is None:
        return None
    return "02.3.call-too-large", {
        "entries": len(large.entries),
        "call_bytes": _size_bytes(large),
        "error": type(large.error).__name__,
    }


def record_too_large(seen):
    """What no call can store is kept out of all calls."""
    entries = (entry for call in seen.calls for entry in call.entries)
    large = next((entry for entry in entries if _record_bytes(entry) > LARGEST), None)
    if large is None:
        return None
    return "02.3.record-too-large", {
        "first": name_of(seen, large.id),
        "data_bytes": len(large.data),
        "key_bytes": _record_bytes(large) - len(large.data),
        "good": len(_good_ones(seen)),
    }


def _record_bytes(entry: Entry) -> int:
    return len(entry.data) + len(str(entry.key).encode())


def _size_bytes(call: Call) -> int:
    return sum(map(_record_bytes, call.entries))


def too_large_lost(seen):
    """What is kept out of the calls is given up, too."""
    lost = seen.lost_ids
    if not lost or not set(lost) <= seen.trial.hopeless | seen.trial.either:
        return None
    return "02.3.too-large-lost", {"first": name_of(seen, lost[0])}


def good_ones_given_up(seen):
    """In a trial with records that are too large, the others can be stored."""
    good = _good_ones(seen)
    if not seen.trial.hopeless or not good:
        return None
    event = next(event for event in seen.trial.events if id_of(event) == good[0])
    record_bytes = len(json.dumps(event)) + len(event["tenant"].encode())
    return "02.3.good-ones-given-up", {
        "good": len(good),
        "first": name_of(seen, good[0]),
        "record_bytes": record_bytes,
    }


def _good_ones(seen):
    return [each for each in seen.given_up_ids if each not in seen.trial.hopeless | seen.trial.either]


def no_number(seen):
    """It returns how many it gave up."""
    if type(seen.returned) is int:
        return None
    return "02.3.returned-no-number", {"kind": type(seen.returned).__name__}


def wrong_count(seen):
    """The number that it returns is the number of dead letters."""
    return None if seen.returned == len(seen.given_up) else ("02.3.wrong-count", {"returned": seen.returned})


grade = Grader(
    trials=in_order,
    questions=(
        call_too_large,
        record_too_large,
        *CONDUCT,
        not_events,
        too_large_lost,
        good_ones_given_up,
        *DELIVERY,
        *GIVING_UP,
        no_number,
        wrong_count,
        *MANNERS,
    ),
    facts=facts,
    columns="producer.columns",
    row="producer.row",
    habit=same_pause,
    totals=totals,
    has_run=lambda seen: bool(seen.calls),
).grade
