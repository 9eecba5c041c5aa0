"""Grades send_all: calm days, and kinds of trouble in which everything gets well again."""

from lablib.teaching.checks.grader import Grader
from lablib.teaching.checks.producer import facts, totals, trials
from lablib.teaching.checks.producer.findings import CONDUCT, DELIVERY, MANNERS
from lablib.teaching.checks.producer.pause_findings import same_pause
from lablib.teaching.checks.producer.situations import (
    Trial,
    all_but_every,
    first_three_fail,
    in_vain,
    nothing,
    of_every_kind,
    of_one_tenant,
    scattered_failures,
    usage_events,
    with_lookalikes,
)

HOUR_S = 3_600.0
DECADES_S = 80 * 365 * 86_400.0
"""Pauses that double or triple without a cap come to days or years."""


def in_order():
    """From the simplest trouble to the worst."""
    return trials(
        [
            Trial("calm", with_lookalikes(of_every_kind(usage_events(1_001))), nothing, refuses=False),
            Trial("burst on one shard", of_one_tenant(usage_events(1_500)), nothing, seed=8),
            Trial(
                "single internal failures", usage_events(2_250), scattered_failures, seed=9, stream="usage-eu"
            ),
            Trial("all calls fail at first", usage_events(1_050), first_three_fail, seed=10),
            Trial(
                "a failure that lasts",
                usage_events(12),
                in_vain(fewest=20, most=149, long_s=HOUR_S),
                seed=11,
                flushes=4,
                stop_after_s=DECADES_S,
                tries=200,
            ),
            Trial("a hundred small flushes", usage_events(100), all_but_every(5), seed=12, flushes=100),
            Trial("nothing to send", [], nothing, seed=13, refuses=False),
        ]
    )


def returns_something(seen):
    """It returns nothing."""
    if seen.returned is None:
        return None
    return "02.2.returns-something", {"kind": type(seen.returned).__name__}


grade = Grader(
    trials=in_order,
    questions=(*CONDUCT, *DELIVERY, *MANNERS, returns_something),
    facts=facts,
    columns="02.2.columns",
    row="02.2.row",
    habit=same_pause,
    totals=totals,
    has_run=lambda seen: bool(seen.calls),
).grade
