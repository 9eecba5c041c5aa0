"""A handler that reports the first record of its batch, under a mapping that bisects."""

from __future__ import annotations

from lablib.conformance.environment import Environment
from lablib.conformance.handlers import report_bad
from lablib.conformance.mapping_runs import REPORTS, delivered_by, play, to
from lablib.on_aws.measurement import Behavior, Makes, Measurement, Seen
from lablib.on_aws.measurements.failure_messages import summaries

RECORDS = (b"bad", b"2", b"3", b"4")


def observe(env: Environment) -> Seen:
    """Which batches the function gets: the checkpoint can't move, so either the whole batch or halves."""
    queue = env.queue()
    settings = REPORTS | to(queue) | {"BisectBatchOnFunctionError": True, "MaximumRetryAttempts": 2}
    _, function, _ = play(env, report_bad, *RECORDS, for_s=90, BatchSize=len(RECORDS), **settings)
    return {"batches": delivered_by(function), "failures": summaries(queue)}


MEASUREMENT = Measurement(
    id="first_reported",
    asks="A handler reports the first record of its batch, and the mapping bisects: what comes next?",
    closes="Bisect",
    does="puts four records, the first bad, for a function that reports it, with two retries",
    minutes=5,
    makes=Makes(functions=1, mappings=1, queues=2, records=4),
    observe=observe,
    behaviors=(
        Behavior(
            "sizes", "sizes of the batches, in order", lambda seen: [len(each) for each in seen["batches"]]
        ),
        Behavior(
            "repeats",
            "the three good records are delivered so often",
            lambda seen: [sum(name in batch for batch in seen["batches"]) for name in ("2", "3", "4")],
        ),
        Behavior("failures", "what the failure queue gets", lambda seen: seen["failures"]),
    ),
)
