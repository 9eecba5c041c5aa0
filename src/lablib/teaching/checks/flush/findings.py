"""What a retry loop must not do in a flush, as questions to one flush, and to the pauses of many.

Each returns None, or a finding: the end of a message's id, with the facts that its text wants.
"""

from __future__ import annotations

from typing import Any

from lablib.teaching.checks.even_draws import allowed, difference
from lablib.teaching.checks.findings import Finding
from lablib.teaching.checks.flush.script import Flush, id_of

BASE_S, CAP_S = 0.1, 5.0
RETRIES_TO_THE_CAP = 6
A_MICROSECOND = 1.5e-6
PILE = 0.2
"""So many pauses are never the same by chance."""


def bound_s(retry: int) -> float:
    """The longest pause before a retry; 0 is the first."""
    return min(CAP_S, BASE_S * 2.0 ** min(retry, 10))


def numbers(flush: Flush) -> dict[str, Any]:
    """What any message about a flush may use."""
    returned = flush.returned if isinstance(flush.returned, list) else []
    return {
        "events": len(flush.events),
        "stored": len(flush.events) - len(flush.left),
        "missing": len(flush.left),
        "returned": len(returned),
        "calls": len(flush.calls),
        "retries": flush.retries,
        "within_s": flush.script.within_s,
        "took_s": flush.ended_s,
        "tokens": flush.script.tokens,
        "granted": flush.granted,
    }


def never_called(flush: Flush) -> Finding | None:
    """The first call is always made."""
    return None if flush.calls else ("never-called", {})


def resent(flush: Flush) -> Finding | None:
    """What is stored is not sent again."""
    stored: set[Any] = set()
    for number, call in enumerate(flush.calls, 1):
        ids = [id_of(event) for event in call.events]
        again = sum(id_ in stored for id_ in ids) + len(ids) - len(set(ids))
        if again:
            return "resent", {"number": number, "sent": len(ids), "again": again}
        stored |= set(ids) - {id_of(event) for event in call.left}
    return None


def not_pending(flush: Flush) -> Finding | None:
    """A call takes what is pending: all of it, and as it is."""
    pending = flush.events
    for number, call in enumerate(flush.calls, 1):
        if sorted(map(repr, call.events)) != sorted(map(repr, pending)):
            facts = {"number": number, "sent": len(call.events), "pending": len(pending)}
            return "not-pending", facts | {"first": repr(call.events[0])[:60] if call.events else "nothing"}
        pending = call.left
    return None


def no_list(flush: Flush) -> Finding | None:
    """A list of events comes back."""
    if isinstance(flush.returned, list) and all(isinstance(event, dict) for event in flush.returned):
        return None
    return "no-list", {"answer": repr(flush.returned)[:60]}


def charged_first(flush: Flush) -> Finding | None:
    """The first call takes no token."""
    return ("charged-first", {}) if flush.takes and flush.takes[0].calls_before == 0 else None


def over_budget(flush: Flush) -> Finding | None:
    """Each retry takes a token."""
    return ("over-budget", {}) if flush.retries > flush.granted else None


def past_deadline(flush: Flush) -> Finding | None:
    """No retry begins at the deadline or after it."""
    for number, call in enumerate(flush.calls[1:], 2):
        if call.began_s >= flush.script.within_s - A_MICROSECOND:
            return "past-deadline", {"number": number, "began_s": call.began_s}
    return None


def slept_in_vain(flush: Flush) -> Finding | None:
    """Time passed after its last call, and it made no other."""
    if flush.idle_s <= A_MICROSECOND:
        return None
    which = "slept-without-token" if flush.was_refused_a_token else "slept-past"
    return f"{which}", {"idle_s": flush.idle_s}


def token_wasted(flush: Flush) -> Finding | None:
    """No token is taken for a retry that is not made."""
    return ("token-wasted", {}) if flush.granted > flush.retries else None


def gave_up_early(flush: Flush) -> Finding | None:
    """The longest pause that it could have drawn would have ended before the deadline."""
    if not flush.left or flush.was_refused_a_token:
        return None
    latest_s = flush.ended_s + bound_s(flush.retries)
    return ("gave-up-early", {}) if latest_s < flush.script.within_s else None


def wrong_rest(flush: Flush) -> Finding | None:
    """What comes back is what is not stored."""
    left = [id_of(event) for event in flush.left]
    back = [id_of(event) for event in flush.returned]
    wrong = [id_of(each) for each in flush.events if back.count(id_of(each)) != left.count(id_of(each))]
    if wrong:
        return "wrong-rest", {"first": wrong[0]}
    return None if len(back) == len(left) else ("wrong-rest", {"first": repr(flush.returned[-1])[:60]})


def input_changed(flush: Flush) -> Finding | None:
    """The caller's list stays as it is."""
    return ("changes-input", {}) if flush.given != flush.events else None


def too_long(flush: Flush) -> Finding | None:
    """No pause is longer than its bound."""
    for retry, pause_s in enumerate(flush.pauses_s):
        if pause_s > bound_s(retry) + A_MICROSECOND:
            facts: dict[str, object] = {"retry": retry, "pause_s": pause_s, "bound_s": bound_s(retry)}
            return ("no-cap" if bound_s(retry) == CAP_S else "too-long"), facts
    return None


def no_pause(flush: Flush) -> Finding | None:
    """There is a pause before each retry."""
    return ("no-pause", {}) if flush.pauses_s and max(flush.pauses_s) < A_MICROSECOND else None


def not_even(pauses_s: list[float], bound: float) -> Finding | None:
    """Whether pauses with the same bound are alike, or drawn from some lengths more than from others."""
    usual_s = max(set(pauses_s), key=pauses_s.count)
    same = pauses_s.count(usual_s) / len(pauses_s)
    if same > PILE:
        at_the_cap = usual_s == CAP_S and same < 1
        return ("cap-last" if at_the_cap else "no-jitter"), {"same": same, "usual_s": usual_s}
    found = difference(pauses_s, bound)
    if found.off <= allowed(len(pauses_s)):
        return None
    return "uneven", {"share": found.share, "even": found.even, "below_s": found.even * bound}


OF_A_FLUSH = (
    never_called,
    charged_first,
    resent,
    not_pending,
    no_list,
    over_budget,
    past_deadline,
    slept_in_vain,
    token_wasted,
    no_pause,
    too_long,
    gave_up_early,
    wrong_rest,
    input_changed,
)
"""In the order in which a learner can use the answers."""
