"""Grades send_all: a calm day, and three kinds of trouble in which everything gets well again."""

from lablib.teaching.checks.grader import Grader
from lablib.teaching.checks.producer import facts, totals, trials
from lablib.teaching.checks.producer.findings import CONDUCT, DELIVERY, MANNERS, same_pause
from lablib.teaching.checks.producer.situations import (
    Trial,
    nothing,
    of_one_tenant,
    scattered_failures,
    usage_events,
)


def in_order():
    """From the simplest trouble to the worst."""
    return trials(
        [
            Trial("calm", usage_events(1_250), nothing, refuses=False),
            Trial("burst on one shard", of_one_tenant(usage_events(1_500)), nothing, seed=8),
            Trial("single internal failures", usage_events(1_250), scattered_failures, seed=9),
            Trial("both at once", of_one_tenant(usage_events(1_500)), scattered_failures, seed=10),
        ]
    )


grade = Grader(
    trials=in_order,
    questions=(*CONDUCT, *DELIVERY, *MANNERS),
    facts=facts,
    columns="02.2.columns",
    row="02.2.row",
    habit=same_pause,
    totals=totals,
).grade
