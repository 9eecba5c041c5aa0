"""What a time stamp in a CSV means, in whole microseconds.

The name of the column tells the unit by its ending (`_s`, `_ms`, `_us`, `_ns`). Without one, a stamp is
either ISO-8601 text (UTC unless it says otherwise) or a number of seconds.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta

from lablib.simulator.limits import US_PER_MS, US_PER_S

TIME_NAMES = ("t", "ts", "time", "timestamp", "at", "datetime", "event_time", "arrival")
UNITS_US = {"_ns": 0.001, "_us": 1, "_ms": US_PER_MS, "_s": US_PER_S}
UNIT_NAMES = {"_ns": "nanoseconds", "_us": "microseconds", "_ms": "milliseconds", "_s": "seconds"}
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
LATEST_US = 10**11 * US_PER_S  # as seconds this is past the year 5000: the number was in another unit


def time_column(columns: Iterable[str]) -> str | None:
    """Return the first of `columns` named like a time stamp, whatever its case and unit, or None."""
    return next((name for name in columns if name.lower().removesuffix(unit_of(name)) in TIME_NAMES), None)


def unit_of(column: str) -> str:
    """Return the ending that tells the unit, such as `_ms`; empty when the name tells none."""
    return next((ending for ending in UNITS_US if column.lower().endswith(ending)), "")


def time_parser(column: str) -> Callable[[str], int]:
    """Return the function that reads one stamp of this column as us; it raises ValueError for a bad one."""
    unit = unit_of(column)
    if unit:
        unit_us, unit_name = UNITS_US[unit], f"a number of {UNIT_NAMES[unit]}"
        return lambda text: _in_range(_number_us(text, unit_us, unit_name), text)
    return lambda text: _in_range(_iso_or_seconds_us(text), text)


def _iso_or_seconds_us(text: str) -> int:
    try:
        stamp = datetime.fromisoformat(text)
    except ValueError:
        return _number_us(text, US_PER_S, "an ISO-8601 time or a number of seconds")
    if stamp.tzinfo is None:
        stamp = stamp.replace(tzinfo=UTC)
    return (stamp - EPOCH) // timedelta(microseconds=1)


def _number_us(text: str, unit_us: float, expected: str) -> int:
    if "_" in text:  # Python would read 1_000 as a number; no other program does
        raise ValueError(f"{text!r} is not {expected}")
    try:
        return round(int(text) * unit_us)
    except ValueError:
        pass  # not a whole number; it may have a fraction
    try:
        value = float(text)
    except ValueError:
        raise ValueError(f"{text!r} is not {expected}") from None
    if not math.isfinite(value):
        raise ValueError(f"{text!r} is not a finite number")
    return round(value * unit_us)


def _in_range(at_us: int, text: str) -> int:
    if at_us < 0:
        raise ValueError(f"{text!r} is negative: a time before the start")
    if at_us > LATEST_US:
        raise ValueError(f"{text!r} is too large for its unit")
    return at_us
