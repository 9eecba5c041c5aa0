"""Two metrics that should count the same throttled records."""

from __future__ import annotations

from functools import partial

from lablib.conformance.environment import Environment
from lablib.on_aws.measurement import Behavior, Makes, Measurement, Seen

CALL = [b"."] * 500


def observe(env: Environment) -> Seen:
    """Throttle records of PutRecords, and compare both metrics with the responses."""
    stream = env.stream()
    answers = env.at_once(*[partial(env.put, stream, *CALL)] * 6)
    env.metrics_arrive()
    return {
        "responses": sum(answer["FailedRecordCount"] for answer in answers),
        "ThrottledRecords": env.stream_metric(stream, "PutRecords.ThrottledRecords", "Sum"),
        "WriteProvisionedThroughputExceeded": env.stream_metric(
            stream, "WriteProvisionedThroughputExceeded", "Sum"
        ),
    }


def both_agree(seen: Seen) -> bool:
    """Whether the two metrics have the same sum."""
    return bool(seen["ThrottledRecords"] == seen["WriteProvisionedThroughputExceeded"])


MEASUREMENT = Measurement(
    id="throttle_metrics",
    asks="Do WriteProvisionedThroughputExceeded and PutRecords.ThrottledRecords count the same?",
    closes="WriteProvisionedThroughputExceeded",
    does="puts 3,000 records at once, and reads both metrics when they have arrived",
    minutes=8,
    makes=Makes(records=3_000),
    observe=observe,
    behaviors=(
        Behavior("agree", "both metrics have the same sum", both_agree),
        Behavior(
            "complete",
            "ThrottledRecords has what the responses said",
            lambda seen: seen["ThrottledRecords"] == seen["responses"],
        ),
    ),
)
