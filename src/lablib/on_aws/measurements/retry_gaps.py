"""The pauses between a mapping's retries of a batch that always fails."""

from __future__ import annotations

from itertools import pairwise
from statistics import median

from lablib.conformance.environment import Environment
from lablib.conformance.handlers import fail
from lablib.conformance.mapping_runs import play
from lablib.on_aws.measurement import Behavior, Makes, Measurement, Seen

WATCHED_S = 240


def observe(env: Environment) -> Seen:
    """One record, a function that always fails, and four minutes of retries."""
    _, function, _ = play(env, fail, b"r", for_s=WATCHED_S, BatchSize=1)
    began_s = [each.at_s for each in function.invocations()]
    return {"invoked_s": [round(at_s - began_s[0], 2) for at_s in began_s]} if began_s else {}


def gaps_s(seen: Seen) -> list[float]:
    """Seconds from each invocation to the next."""
    return [round(after - before, 2) for before, after in pairwise(seen["invoked_s"])]


def in_the_first_minute(seen: Seen) -> int:
    """Invocations, the first included."""
    return sum(at_s < 60 for at_s in seen["invoked_s"])


def growth(seen: Seen) -> float:
    """How many times the gap before a gap is, in the middle."""
    return round(median(after / before for before, after in pairwise(gaps_s(seen))), 2)


MEASUREMENT = Measurement(
    id="retry_gaps",
    asks="How long does a mapping wait between the retries of a batch?",
    closes="`MAPPING_BACKOFF_BASE_S`",
    does="puts one record for a function that always fails, and notes when it is invoked",
    minutes=7,
    makes=Makes(functions=1, mappings=1, queues=1, records=1),
    observe=observe,
    behaviors=(
        Behavior("in_a_minute", "invocations in the first minute", in_the_first_minute),
        Behavior("growth", "a gap is so many times the one before", growth, within=0.15),
        Behavior(
            "longest",
            "the longest gap in four minutes, in seconds",
            lambda seen: max(gaps_s(seen)),
            within=0.2,
        ),
    ),
)
