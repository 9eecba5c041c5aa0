"""What the failure message says of a batch that was reported, not raised."""

from __future__ import annotations

from lablib.conformance.environment import Environment
from lablib.conformance.handlers import report_bad
from lablib.conformance.mapping_runs import REPORTS, delivered_by, play, to
from lablib.on_aws.measurement import Behavior, Makes, Measurement, Seen
from lablib.on_aws.measurements.failure_messages import summaries

RECORDS = (b"1", b"2", b"bad")
NONE = "none"
"""JSON's null, in words: the member is there and empty."""


def observe(env: Environment) -> Seen:
    """Three records of which the last is reported each time, until three retries are used up."""
    queue = env.queue()
    settings = REPORTS | to(queue) | {"BatchSize": len(RECORDS), "MaximumRetryAttempts": 3}
    _, function, _ = play(env, report_bad, *RECORDS, for_s=90, **settings)
    return {"batches": delivered_by(function), "failures": summaries(queue)}


MEASUREMENT = Measurement(
    id="function_error",
    asks="What is the functionError of a batch that the handler reported as failed?",
    closes="`functionError` of a reported batch",
    does="puts three records, the last bad, for a function that reports it, with three retries",
    minutes=5,
    makes=Makes(functions=1, mappings=1, queues=2, records=3),
    observe=observe,
    behaviors=(
        Behavior("error", "its functionError", lambda seen: seen["failures"][0]["functionError"] or NONE),
        Behavior("condition", "its condition", lambda seen: seen["failures"][0]["condition"]),
        Behavior(
            "count", "its approximateInvokeCount", lambda seen: seen["failures"][0]["approximateInvokeCount"]
        ),
        Behavior(
            "deliveries",
            "the bad record is delivered so often",
            lambda seen: sum("bad" in batch for batch in seen["batches"]),
        ),
    ),
)
