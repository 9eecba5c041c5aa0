"""What measurements cost on AWS: by the hour while they stand, and at most."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from lablib.billing import prices
from lablib.on_aws.measurement import Measurement

MILLION = Decimal(1_000_000)
INVOCATIONS_PER_MAPPING = 500
"""More than any measurement causes."""
GB_S_PER_INVOCATION = Decimal("0.5")
"""512 MB for a second; the functions take a tenth of it once they are warm."""
REQUESTS_PER_QUEUE = 1_000
"""Events that come back, messages, and the questions for them."""
METRICS_ASKED = 200
"""Per measurement, by GetMetricData."""


def by_the_hour_usd(measurements: Sequence[Measurement]) -> Decimal:
    """What stands at once costs this much an hour: measurements run one after the other."""
    return prices.SHARD_HOUR.usd * max((each.makes.streams for each in measurements), default=0)


def all_left_by_the_hour_usd(measurements: Sequence[Measurement]) -> Decimal:
    """The same if nothing that they make were deleted."""
    return prices.SHARD_HOUR.usd * sum(each.makes.streams for each in measurements)


def ceiling_usd(measurements: Sequence[Measurement]) -> Decimal:
    """More than this a run doesn't cost, if everything is deleted at its end. Without free tiers."""
    return sum((_at_most_usd(each) for each in measurements), Decimal(0))


def _at_most_usd(measurement: Measurement) -> Decimal:
    makes = measurement.makes
    # A record is at least one payload unit of 25 KB; of the large ones each is 40.
    puts = (makes.records + 5 * 40) * prices.MILLION_PAYLOAD_UNITS.usd / MILLION
    invocations = INVOCATIONS_PER_MAPPING * makes.mappings
    functions = invocations * prices.LAMBDA_MILLION_REQUESTS.usd / MILLION
    functions += invocations * GB_S_PER_INVOCATION * prices.LAMBDA_GB_S.usd
    queues = REQUESTS_PER_QUEUE * makes.queues * prices.SQS_MILLION_REQUESTS.usd / MILLION
    metrics = METRICS_ASKED * prices.GET_METRIC_DATA_MILLION.usd / MILLION
    # An hour that has begun is paid for as a whole hour.
    return makes.streams * prices.SHARD_HOUR.usd + puts + functions + queues + metrics
