"""AWS's numbers in an author's text: a place such as `{limits.SHARD_WRITE_RECORDS_PER_S:,}`, never a digit.

    limits    simulator/limits.py, by name
    prices    billing/prices.py, by name; `{prices.SHARD_HOUR.usd}`
    mapping   the settings of an event source mapping, with Lambda's defaults
    boto3     what the installed boto3 does when nothing is configured: `timeout_s`, `attempts`

A number may be written in another unit: `{limits.SHARD_WRITE_BYTES_PER_S:MiB}` is "1 MiB",
`{limits.MAPPING_RECORD_AGE_MIN_S:min}` is "1 min". A setting that is off reads "off".
"""

from __future__ import annotations

from functools import cache
from string import Formatter
from types import SimpleNamespace
from typing import Any

from botocore.endpoint import DEFAULT_TIMEOUT
from botocore.retries.standard import DEFAULT_MAX_ATTEMPTS

from lablib.billing import prices
from lablib.simulator import limits
from lablib.simulator.lambda_.mapping.settings import Settings

UNITS = {"KiB": 2**10, "MiB": 2**20, "min": 60, "h": 3_600, "days": 24}
"""How many of what `limits` counts are one of these: bytes, seconds, and for days hours."""


class _Formatter(Formatter):
    def format_field(self, value: Any, format_spec: str) -> str:
        if format_spec in UNITS:
            return f"{value / UNITS[format_spec]:,g} {format_spec}"
        if value is None or value is False:
            return "off"
        text: str = super().format_field(value, format_spec)
        return text


@cache
def sources() -> dict[str, Any]:
    """What a place may name."""
    boto3 = SimpleNamespace(timeout_s=DEFAULT_TIMEOUT, attempts=DEFAULT_MAX_ATTEMPTS)
    return {"limits": limits, "prices": prices, "mapping": Settings(), "boto3": boto3}


def with_numbers(text: str, **more: Any) -> str:
    """The text with its places filled, with `more` of the caller's own.

    Raises KeyError or AttributeError for a number that isn't there.
    """
    return _Formatter().vformat(text, (), {**sources(), **more})
