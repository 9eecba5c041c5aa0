"""Seven records with a bad one in the middle, under a mapping that bisects."""

from __future__ import annotations

from lablib.conformance.environment import Environment
from lablib.conformance.handlers import fail_on_bad
from lablib.conformance.mapping_runs import delivered_by, play, to
from lablib.on_aws.measurement import Behavior, Makes, Measurement, Seen
from lablib.on_aws.measurements.failure_messages import summaries

RECORDS = (b"1", b"2", b"3", b"bad", b"5", b"6", b"7")


def observe(env: Environment) -> Seen:
    """Which batches the function gets, in order, and what the failure queue says at the end."""
    queue = env.queue()
    settings = {"BatchSize": len(RECORDS), "BisectBatchOnFunctionError": True, "MaximumRetryAttempts": 0}
    _, function, _ = play(env, fail_on_bad, *RECORDS, for_s=90, **settings, **to(queue))
    return {"batches": delivered_by(function), "failures": summaries(queue)}


def bisects(seen: Seen) -> bool:
    """Whether a smaller batch came after the first."""
    return len(seen["batches"][1]) < len(seen["batches"][0]) if len(seen["batches"]) > 1 else False


MEASUREMENT = Measurement(
    id="bisect",
    asks="Where does bisect cut seven records, and which half comes first?",
    closes="`MAPPING_BISECT_LEFT_ROUNDED_UP`",
    does="puts seven records, the fourth bad, for a function that fails on it, with no retries allowed",
    minutes=5,
    makes=Makes(functions=1, mappings=1, queues=2, records=7),
    observe=observe,
    behaviors=(
        Behavior(
            "sizes", "sizes of the batches, in order", lambda seen: [len(each) for each in seen["batches"]]
        ),
        Behavior("order", "first record of each batch", lambda seen: [each[0] for each in seen["batches"]]),
        Behavior("without_retries", "it bisects although no retry is allowed", bisects),
        Behavior("failures", "what the failure queue gets", lambda seen: seen["failures"]),
    ),
)
