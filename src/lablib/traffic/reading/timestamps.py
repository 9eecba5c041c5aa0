"""What a time stamp in a file means, in whole microseconds.

`--time-unit` or `--time-format` say it. Without them, the name of the column tells the unit by its ending
(`_s`, `_ms`, `_us`, `_ns`, `_days`). Without that too, a stamp is either a date (UTC unless it says
otherwise) or a number of seconds: what looks like a number is a number.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from lablib.simulator.limits import S_PER_HOUR, US_PER_MS, US_PER_S

TIME_NAMES = (
    *("t", "ts", "time", "timestamp", "at", "date", "datetime", "arrival", "event_time", "eventtime"),
    *("created_at", "time_local", "time_iso8601"),
)
UNITS_US = {"ns": 0.001, "us": 1, "ms": US_PER_MS, "s": US_PER_S, "days": 24 * S_PER_HOUR * US_PER_S}
UNIT_NAMES = {"ns": "nanoseconds", "us": "microseconds", "ms": "milliseconds", "s": "seconds", "days": "days"}
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
LATEST_US = 10**11 * US_PER_S  # in the year 5138: a number above that was in another unit
LATEST_YEAR = 5138
PATTERNS = (
    "%d/%b/%Y:%H:%M:%S %z",  # the logs of nginx and Apache
    "%d.%m.%Y %H:%M:%S",  # with points the day comes first, in every country that writes it so
    "%d.%m.%Y %H:%M:%S.%f",
    "%d.%m.%Y %H:%M",
    "%a, %d %b %Y %H:%M:%S %Z",  # HTTP
)
"""Of `strptime`, for what isn't ISO-8601. With slashes alone nobody knows whether the day comes first."""
ZONE = " UTC"
"""As Athena and Presto write it."""
NUMBER = re.compile(r"[0-9]+(\.[0-9]*)?([eE][+-]?[0-9]+)?")
PLAUSIBLE_YEARS_US = (631_152_000 * US_PER_S, 4_102_444_800 * US_PER_S)
"""From 1990 to 2100: a number that lies there in one unit was surely meant in it."""
MEND = "mend or remove the row"
DESCRIBE = "say how its times are written: --time-unit ms, or --time-format '%m/%d/%Y %H:%M:%S'"


class StampError(ValueError):
    """A stamp that cannot be read, and what to do about it."""

    def __init__(self, wrong: str, remedy: str = f"{MEND}. If all rows are like it, {DESCRIBE}") -> None:
        super().__init__(wrong)
        self.remedy = remedy


@dataclass(frozen=True, slots=True)
class TimeForm:
    """How the stamps of a column are written."""

    unit: str = ""
    """One of `UNITS_US`. Empty if nobody said: a date, or a number of seconds."""
    pattern: str | None = None
    """Of `strptime`."""

    def parse(self, text: str) -> int:
        """One stamp in us. Raises StampError."""
        at_us = self._us(text)
        if at_us < 0:
            raise StampError(f"{text!r} is negative: a time before the start")
        if at_us > LATEST_US:
            raise _too_large(text, self.unit)
        return at_us

    def says(self, text: str) -> str:
        """What such a stamp is taken for: a unit, or dates."""
        return (
            "dates" if self.pattern or not (self.unit or _is_number(text)) else UNIT_NAMES[self.unit or "s"]
        )

    def assumes(self, text: str) -> bool:
        """Whether the unit of such a stamp is nothing but the usual one, and the number doesn't tell it."""
        if self.unit or self.pattern or not _is_number(text):
            return False
        earliest_us, latest_us = PLAUSIBLE_YEARS_US
        return not earliest_us <= float(text) * US_PER_S < latest_us

    def _us(self, text: str) -> int:
        if self.pattern is not None:
            return _date_us(_in_pattern(text, self.pattern))
        if self.unit:
            return _number_us(text, UNITS_US[self.unit], f"a number of {UNIT_NAMES[self.unit]}")
        date = None if _is_number(text) else _date(text)
        return _number_us(text, US_PER_S, "a date or a number of seconds") if date is None else _date_us(date)


def form_of(column: str, unit: str | None = None, pattern: str | None = None) -> TimeForm:
    """The form of a column: what was said about it, or else what its name tells. Raises StampError."""
    if unit is not None and pattern is not None:
        raise StampError(
            "numbers have a unit and dates have a format", "leave --time-unit or --time-format out"
        )
    if unit is not None and unit not in UNITS_US:
        raise StampError(f"{unit!r} isn't a unit of time", f"--time-unit takes {', '.join(UNITS_US)}")
    return TimeForm("" if pattern is not None else unit or unit_of(column), pattern)


def is_time_name(column: str) -> bool:
    """Whether a column is named like a time stamp, whatever its case and unit."""
    name = column.lower().lstrip("@")
    return name.removesuffix(f"_{unit_of(name)}") in TIME_NAMES


def unit_of(column: str) -> str:
    """Return the unit that the ending of a name tells, such as `ms`; empty when it tells none."""
    return next((unit for unit in UNITS_US if column.lower().endswith(f"_{unit}")), "")


def looks_like_data(texts: Iterable[str]) -> bool:
    """Whether one of these is a date, so that they're hardly names of columns."""
    return any(_is_number(text) or _date(text) is not None for text in texts)


def _is_number(text: str) -> bool:
    return NUMBER.fullmatch(text) is not None


@lru_cache(maxsize=4_096)
def _date(text: str) -> datetime | None:
    """A date in ISO-8601 or by one of `PATTERNS`; None for anything else."""
    text = text.removesuffix(ZONE).strip("[]")
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return next((date for date in (_matched(text, pattern) for pattern in PATTERNS) if date), None)


def _matched(text: str, pattern: str) -> datetime | None:
    try:
        return datetime.strptime(text, pattern)  # noqa: DTZ007 - a date without a zone is in UTC
    except ValueError:
        return None


@lru_cache(maxsize=4_096)
def _in_pattern(text: str, pattern: str) -> datetime:
    try:
        return datetime.strptime(text, pattern)  # noqa: DTZ007
    except (ValueError, re.error) as error:
        raise StampError(f"{text!r} is not written as --time-format {pattern!r} says ({error})") from None


def _date_us(date: datetime) -> int:
    aware = date if date.tzinfo else date.replace(tzinfo=UTC)
    return (aware - EPOCH) // timedelta(microseconds=1)


def _number_us(text: str, unit_us: float, expected: str) -> int:
    if "_" in text:  # Python would read 1_000 as a number; no other program does
        raise StampError(f"{text!r} is not {expected}")
    try:
        return round(int(text) * unit_us)
    except ValueError:
        pass  # not a whole number; it may have a fraction
    try:
        value = float(text)
    except ValueError:
        raise StampError(f"{text!r} is not {expected}") from None
    if not math.isfinite(value):
        raise StampError(f"{text!r} is not a finite number")
    return round(value * unit_us)


def _too_large(text: str, unit: str) -> StampError:
    """The error for a number in a smaller unit than was thought, or for a date."""
    if not _is_number(text):
        return StampError(f"{text!r} is too late: the year {LATEST_YEAR} is the last")
    value, (earliest_us, latest_us) = float(text), PLAUSIBLE_YEARS_US
    fits = next((each for each, us in UNITS_US.items() if earliest_us <= value * us < latest_us), None)
    wrong = f"{text!r} is too large for {UNIT_NAMES[unit or 's']}"
    if fits is None:
        return StampError(wrong, f"{MEND}, or say the unit with --time-unit: {', '.join(UNITS_US)}")
    return StampError(wrong, f"these look like {UNIT_NAMES[fits]}; say so with --time-unit {fits}")
