"""Grades send_or_give_up: what gets well again, what never does, and what is too large for a record or a call."""

from lablib.simulator import limits
from lablib.teaching.checks.call_recorder import Call
from lablib.teaching.checks.grader import Grader
from lablib.teaching.checks.producer import facts, id_of, name_of, totals, trials
from lablib.teaching.checks.producer.findings import CONDUCT, DELIVERY, MANNERS, same_pause
from lablib.teaching.checks.producer.given_up_findings import GIVING_UP, not_events
from lablib.teaching.checks.producer.situations import (
    Trial,
    every_call_fails,
    every_record_is_refused,
    nothing,
    of_one_tenant,
    one_call_fails,
    scattered_failures,
    usage_events,
    with_a_prompt,
    with_prompts,
)

TOO_LARGE = 600
"""Where in its list the event stands that is too large: in the second call of 500."""


def in_order():
    """From the simplest trouble to the worst."""
    events = usage_events(1_250)
    return trials(
        [
            Trial("calm", events, nothing, refuses=False),
            Trial("burst on one shard", of_one_tenant(usage_events(1_500)), nothing, seed=8),
            Trial("single internal failures", events, scattered_failures, seed=9),
            Trial("one call fails", events, one_call_fails, seed=10),
            Trial(
                "all refused after a while",
                of_one_tenant(usage_events(1_750)),
                every_record_is_refused,
                seed=11,
                ends_well=False,
            ),
            Trial("nobody answers", events[:750], every_call_fails, seed=12, ends_well=False),
            Trial(
                "one event is too large",
                with_a_prompt(events, TOO_LARGE),
                nothing,
                seed=13,
                hopeless=frozenset({id_of(events[TOO_LARGE])}),
            ),
            Trial(
                "500 events of 30 KB",
                with_prompts(events[:500], 30_000),
                nothing,
                shards=32,
                seed=14,
                refuses=False,
            ),
        ],
        gives_up=True,
    )


def call_too_large(seen):
    """Kinesis refuses a call of more than 10 MiB whole, at each attempt: what is in it has to be split."""
    missing = [each for each in seen.missing_ids if each not in seen.trial.hopeless]
    large = next((call for call in seen.calls if _size_bytes(call) > limits.PUT_RECORDS_MAX_BYTES), None)
    if large is None or not missing:
        return None
    return "02.3.call-too-large", {
        "entries": len(large.entries),
        "call_mb": _size_bytes(large) / 1_000_000,
        "error": type(large.error).__name__,
        "first": name_of(seen, missing[0]),
    }


def _size_bytes(call: Call) -> int:
    return sum(len(entry.data) + len(str(entry.key).encode()) for entry in call.entries)


def too_large_lost(seen):
    """What is kept out of the calls is given up, too."""
    lost = seen.lost_ids
    if not lost or not set(lost) <= seen.trial.hopeless:
        return None
    return "02.3.too-large-lost", {"first": name_of(seen, lost[0])}


def good_ones_given_up(seen):
    """One record that is too large fails its whole call: it has to be taken out of it."""
    good = [each for each in seen.given_up_ids if each not in seen.trial.hopeless]
    if not seen.trial.hopeless or not good:
        return None
    return "02.3.good-ones-given-up", {"good": len(good), "first": name_of(seen, good[0])}


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
        *CONDUCT,
        not_events,
        too_large_lost,
        *DELIVERY,
        good_ones_given_up,
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
).grade
