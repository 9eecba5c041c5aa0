"""What AWS charges for: every price in lablib, in US dollars, with its page and what is uncertain of it.

Region us-east-1, autumn 2026, without free tiers, discounts and taxes. Two price lists of that season agree
on them unless a note says otherwise; prices change, so check the page before you decide on one. No price
stands anywhere else in the library; what is counted, and how it is rounded, is in `limits.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

KINESIS = "https://aws.amazon.com/kinesis/data-streams/pricing/"
LAMBDA = "https://aws.amazon.com/lambda/pricing/"
CLOUDWATCH = "https://aws.amazon.com/cloudwatch/pricing/"
SQS = "https://aws.amazon.com/sqs/pricing/"
AS_OF = "autumn 2026, us-east-1"


@dataclass(frozen=True, slots=True)
class Price:
    """Dollars for one unit."""

    usd: Decimal
    unit: str
    page: str
    uncertain: str = ""
    """What is not sure about it; empty if nothing is."""


# --- provisioned mode ----------------------------------------------------------------------------
SHARD_HOUR = Price(Decimal("0.015"), "shard-hours", KINESIS)
MILLION_PAYLOAD_UNITS = Price(Decimal("0.014"), "million PUT payload units", KINESIS)
SHARD_HOUR_EXTENDED = Price(Decimal("0.020"), "shard-hours of retention up to 7 days", KINESIS)
FAN_OUT_SHARD_HOUR = Price(Decimal("0.015"), "consumer-shard-hours", KINESIS)
FAN_OUT_GB = Price(Decimal("0.013"), "GB to fan-out consumers", KINESIS)
LONG_TERM_GB_MONTH = Price(
    Decimal("0.023"), "GB-months of retention beyond 7 days", KINESIS, "reading it costs 0.021 a GB more"
)

# --- on-demand Standard --------------------------------------------------------------------------
ON_DEMAND_STREAM_HOUR = Price(Decimal("0.04"), "stream-hours", KINESIS)
ON_DEMAND_GB_IN = Price(Decimal("0.08"), "GB in", KINESIS)
ON_DEMAND_GB_OUT = Price(Decimal("0.04"), "GB out", KINESIS)
ON_DEMAND_FAN_OUT_GB = Price(
    Decimal("0.05"), "GB to fan-out consumers", KINESIS, "one of two price lists says 0.04"
)
ON_DEMAND_EXTENDED_GB_MONTH = Price(Decimal("0.10"), "GB-months of retention up to 7 days", KINESIS)

# --- on-demand Advantage -------------------------------------------------------------------------
ADVANTAGE_GB_IN = Price(Decimal("0.032"), "GB in", KINESIS)
ADVANTAGE_GB_OUT = Price(Decimal("0.016"), "GB out, fan-out included", KINESIS)
ADVANTAGE_GB_MONTH = Price(Decimal("0.023"), "GB-months of retention", KINESIS)

# --- around the stream ---------------------------------------------------------------------------
CUSTOM_METRIC_MONTH = Price(
    Decimal("0.30"), "custom metrics, a month each", CLOUDWATCH, "from secondary lists; less above 10,000"
)
LAMBDA_MILLION_REQUESTS = Price(Decimal("0.20"), "million requests", LAMBDA)
LAMBDA_GB_S = Price(Decimal("0.0000166667"), "GB-seconds (x86)", LAMBDA, "less above 6 billion a month")
SQS_MILLION_REQUESTS = Price(
    Decimal("0.40"), "million requests to standard queues", SQS, "from secondary lists"
)
GET_METRIC_DATA_MILLION = Price(
    Decimal(10), "million metrics asked for by GetMetricData", CLOUDWATCH, "from secondary lists"
)
