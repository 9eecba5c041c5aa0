"""How a producer must not pause between its attempts, as questions to one attempt."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from itertools import chain, pairwise
from operator import attrgetter
from typing import Any

from lablib.simulator import limits
from lablib.teaching.checks.findings import Finding
from lablib.teaching.checks.producer.producer_attempt import ProducerAttempt

FIRST_PAUSE_MOST_S = 1.0
FEW = 3
"""So many pauses that are all 0 aren't drawn at random, not even in whole milliseconds."""
MANY = 40
LEAST_SPREAD = 0.33
"""Of the longest pause: many draws before one attempt lie further apart, even if they bunch in the middle."""
LEAST_SPREAD_OF_ALL = 0.41
"""The same for the attempt whose pauses lie furthest apart: who draws from 0.6 to 1 stays below."""
FEWEST_LENGTHS = 10
"""Of so many pauses: who draws from a range of whole milliseconds gets more."""
LONG = 100
"""After so many attempts a range that has a cap has reached it."""
LATE = 10
"""So many pauses at the end of twice as many or more: by then every cap is reached."""
ALIKE = 0.9
"""The shortest by the longest: who draws from half of a range is never so close, not in several flushes."""


def no_pause(seen: ProducerAttempt) -> Finding | None:
    """A pause before each further try."""
    gaps = seen.pauses_us()
    return ("producer.no-pause", {"resends": len(gaps)}) if gaps and not any(gaps) else None


def no_pause_with_new(seen: ProducerAttempt) -> Finding | None:
    """Also before a call that carries new records besides."""
    gaps = seen.pauses_with_new_us()
    return (
        ("producer.no-pause-with-new", {"resends": len(gaps)}) if len(gaps) >= FEW and not any(gaps) else None
    )


def no_pause_after_an_error(seen: ProducerAttempt) -> Finding | None:
    """Also after a call that raised."""
    gaps = seen.pauses_after_errors_us()
    return ("producer.no-pause-after-error", {"resends": len(gaps)}) if gaps and not any(gaps) else None


def pause_for_nothing(seen: ProducerAttempt) -> Finding | None:
    """No pause where nothing has failed: before the first call, between two, and after the last."""
    gaps = _idle_us(seen)
    if not gaps:
        return None
    return "producer.pause-for-nothing", {"pauses": len(gaps), "longest_s": max(gaps) / limits.US_PER_S}


def _idle_us(seen: ProducerAttempt) -> list[int]:
    """Times in which no call is under way and no record waits for its next try; calls may overlap."""
    idle, free_us, failed = [], seen.began_us, set[Hashable]()
    for call in sorted(seen.calls, key=attrgetter("began_us")):
        if call.began_us > free_us and not failed:
            idle.append(call.began_us - free_us)
        free_us = max(free_us, call.ended_us)
        failed = (failed - {entry.id for entry in call.entries}) | call.failures.keys()
    return idle if failed or seen.ended_us <= free_us else [*idle, seen.ended_us - free_us]


def first_pause_too_long(seen: ProducerAttempt) -> Finding | None:
    """A shard has room again within the second."""
    each_alone = seen.pauses_by_attempt_us()
    pauses_s = _in_s(each_alone[0] if each_alone else seen.pauses_us()[:1])
    if not pauses_s or max(pauses_s) <= FIRST_PAUSE_MOST_S:
        return None
    return "producer.first-pause-too-long", {"pause_s": max(pauses_s)}


def barely_random(seen: ProducerAttempt) -> Finding | None:
    """Many gateways that wait for the same attempt come back at moments that lie apart."""
    by_attempt = {
        attempt: _in_s(pauses_us)
        for attempt, pauses_us in enumerate(seen.pauses_by_attempt_us(), start=2)
        if len(pauses_us) >= MANY
    }
    for attempt, pauses_s in by_attempt.items():
        if kind := _kind_of_crowd(pauses_s):
            return f"producer.{kind}", _crowd(attempt, pauses_s)
    widest = max(by_attempt, key=lambda attempt: _spread(by_attempt[attempt]), default=None)
    if widest is None or _spread(by_attempt[widest]) >= LEAST_SPREAD_OF_ALL:
        return None
    return "producer.barely-random", _crowd(widest, by_attempt[widest])


def _kind_of_crowd(pauses_s: list[float]) -> str | None:
    """How pauses lie too close together, by the end of the message's id."""
    lengths = len(set(pauses_s))
    if lengths == 1:
        return "no-jitter"
    if _spread(pauses_s) < LEAST_SPREAD:
        return "barely-random"
    return "few-pauses" if lengths < FEWEST_LENGTHS else None


def _spread(pauses_s: list[float]) -> float:
    return 1 - min(pauses_s) / max(pauses_s) if any(pauses_s) else 0.0


def _crowd(attempt: int, pauses_s: list[float]) -> dict[str, Any]:
    return {
        "times": len(pauses_s),
        "attempt": attempt,
        "lengths": len(set(pauses_s)),
        "pause_s": pauses_s[0],
        "shortest_s": min(pauses_s),
        "longest_s": max(pauses_s),
    }


def jitter_ends(seen: ProducerAttempt) -> Finding | None:
    """The pauses of one flush are drawn anew each time, also when it has failed for long."""
    flushes = [_in_s(seen.pauses_us_of(id_)) for id_ in seen.ids[: seen.trial.flushes]]
    if len(set(map(tuple, flushes))) < 2 or min(map(len, flushes)) < 2 * LATE:
        return None  # where all flushes pause alike, there is no jitter that could end
    late = [pauses_s[-LATE:] for pauses_s in flushes]
    facts: dict[str, Any] = {
        "late": LATE,
        "attempts": len(flushes[0]) + 1,
        "shortest_s": min(late[0]),
        "longest_s": max(late[0]),
    }
    at_first = [pauses_s[0] for pauses_s in flushes]
    if all(map(_alike, late)):  # what has hardly begun doesn't end
        return (
            ("producer.barely-random", _crowd(2, at_first))
            if _alike(at_first)
            else ("producer.jitter-ends", facts)
        )
    longest = [pauses_s[-MANY:] for pauses_s in flushes]
    if min(map(len, flushes)) > LONG and _spread([*chain(*longest)]) < LEAST_SPREAD_OF_ALL:
        return "producer.barely-random", _crowd(len(flushes[0]) - MANY + 2, [*chain(*longest)])
    grows = [[after / before for before, after in pairwise(each)] for each in late if min(each) > 0]
    if len(grows) == len(late) and all(map(_alike, grows)):
        return "producer.drawn-once", facts | {"times": grows[0][-1]}
    return None


def _alike(values: list[float]) -> bool:
    return min(values) >= ALIKE * max(values)


def _in_s(pauses_us: Iterable[int]) -> list[float]:
    return [pause_us / limits.US_PER_S for pause_us in pauses_us]


def same_pause(attempts: Sequence[ProducerAttempt]) -> Finding | None:
    """What only several trials together can show: the first pause is always the same, to the microsecond."""
    firsts = [gaps[0] for seen in attempts if (gaps := seen.pauses_us())]
    if len(firsts) > 2 and len(set(firsts)) == 1:
        return "producer.no-jitter", {
            "pause_s": firsts[0] / limits.US_PER_S,
            "times": len(firsts),
            "attempt": 2,
        }
    return None


PAUSES = (
    no_pause,
    no_pause_with_new,
    no_pause_after_an_error,
    barely_random,
    jitter_ends,
    first_pause_too_long,
    pause_for_nothing,
)
"""In the order in which a learner can use the answers."""
