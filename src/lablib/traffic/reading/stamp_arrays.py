"""The time stamps of a whole column at once, in whole microseconds: what `timestamps.py` says of each.

Digits, decimals and the usual form of ISO-8601 are read as arrays; any other stamp goes to `timestamps.py`.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from lablib.simulator.limits import US_PER_S
from lablib.traffic.reading.plain_csv import MOST_DIGITS, ZERO, Cells, Flags, Ints
from lablib.traffic.reading.timestamps import LATEST_US, UNITS_US, TimeForm

POINT, DASH, COLON = b".-:"
EXACT = 2**53
"""Up to here a float is every whole number, so that a mantissa over a power of ten is what Python reads."""
POWERS_OF_TEN = np.array([float(10**power) for power in range(MOST_DIGITS + 2)])
SECOND_CHARS = len("2026-11-02T00:00:00")
ZONES = b"", b"Z", b"+00:00", b" UTC"
"""UTC, as it may be written."""


def stamps_us(cells: Cells, form: TimeForm) -> Ints:
    """When each row of this column happens. Raises ValueError for a stamp that `form.parse` refuses."""
    found, known = np.zeros(len(cells), np.int64), np.zeros(len(cells), np.bool_)
    for read in () if form.pattern else (_whole, _decimals, _iso):
        if not known.all():
            rows = np.flatnonzero(~known)
            us, fits = read(cells.at(rows), form.unit)
            found[rows], known[rows] = us, fits & (us <= LATEST_US)
    rows = np.flatnonzero(~known)
    found[rows] = [form.parse(text.decode()) for text in cells.at(rows).texts()]
    return found


def _whole(cells: Cells, unit: str) -> tuple[Ints, Flags]:
    """Digits alone."""
    unit_us = UNITS_US[unit or "s"]
    values, known = cells.whole_numbers(), cells.are_digits()
    known &= values <= int(LATEST_US / unit_us)
    values[~known] = 0
    us = values * unit_us if isinstance(unit_us, int) else np.rint(values * unit_us)
    return us.astype(np.int64), known


def _decimals(cells: Cells, unit: str) -> tuple[Ints, Flags]:
    """Digits with one point among them."""
    mantissa, digits = np.zeros(len(cells), np.int64), np.zeros(len(cells), np.int64)
    point_at = np.full(len(cells), -1)
    known = cells.widths <= MOST_DIGITS
    for place in range(min(MOST_DIGITS, cells.widths.max(initial=0))):
        inside = place < cells.widths
        found = cells.bytes_at(place)
        is_point = inside & (found == POINT) & (point_at < 0)
        is_digit = inside & (found - ZERO <= 9)
        point_at[is_point] = place
        known &= is_point | is_digit | ~inside
        mantissa = np.where(is_digit, mantissa * 10 + (found - ZERO), mantissa)
        digits += is_digit
    known &= (digits > 0) & (point_at >= 0) & (mantissa <= EXACT)
    us = mantissa / POWERS_OF_TEN[digits - point_at] * UNITS_US[unit or "s"]
    known &= us <= LATEST_US  # before it is a whole number: what no int64 takes would be a negative one
    return np.rint(np.where(known, us, 0)).astype(np.int64), known


def _iso(cells: Cells, unit: str) -> tuple[Ints, Flags]:
    """Such as 2026-11-02T00:00:00.920248Z: in UTC, with any number of decimals or none."""
    us, known = np.zeros(len(cells), np.int64), np.zeros(len(cells), np.bool_)
    if unit:
        return us, known
    for width in np.unique(cells.widths[cells.widths >= SECOND_CHARS]).tolist():
        rows = np.flatnonzero(cells.widths == width)
        us[rows], known[rows] = _iso_of_one_width(cells.at(rows).matrix())
    return us, known


def _iso_of_one_width(stamps: NDArray[np.uint8]) -> tuple[Ints, Flags]:
    us, known = _seconds_us(stamps)
    fractions_known = np.zeros_like(known)
    for zone in ZONES:
        end = stamps.shape[1] - len(zone)
        fraction_us, fits = _fraction_us(stamps[:, SECOND_CHARS:end])
        fits &= (stamps[:, end:] == np.frombuffer(zone, np.uint8)).all(axis=1)
        us += np.where(fits, fraction_us, 0)
        fractions_known |= fits
    return us, known & fractions_known


def _seconds_us(stamps: NDArray[np.uint8]) -> tuple[Ints, Flags]:
    """The part up to the second."""
    known = (stamps[:, [4, 7]] == DASH).all(axis=1) & (stamps[:, [13, 16]] == COLON).all(axis=1)
    known &= np.isin(stamps[:, 10], list(b"T "))
    year, month, day, hour, minute, second = (
        _number(stamps[:, begin:end], known)
        for begin, end in ((0, 4), (5, 7), (8, 10), (11, 13), (14, 16), (17, 19))
    )
    known &= (year >= 1970) & (month >= 1) & (month <= 12) & (hour < 24) & (minute < 60) & (second < 60)
    months = np.where(known, (year - 1970) * 12 + month - 1, 0)
    first_day, next_month = (
        each.astype("M8[M]").astype("M8[D]").astype(np.int64) for each in (months, months + 1)
    )
    known &= (day >= 1) & (day <= next_month - first_day)
    seconds = ((first_day + day - 1) * 24 + hour) * 60
    return ((seconds + minute) * 60 + second) * US_PER_S, known


def _fraction_us(fraction: NDArray[np.uint8]) -> tuple[Ints, Flags]:
    """What follows the second: nothing, or a point and digits, of which the first six count."""
    rows, width = fraction.shape
    fits = np.full(rows, width != 1)
    if width < 2:
        return np.zeros(rows, np.int64), fits
    fits &= (fraction[:, 0] == POINT) & (fraction[:, 7:] - ZERO <= 9).all(axis=1)
    us = _number(fraction[:, 1:7], fits)
    return us * 10 ** max(0, 7 - width), fits


def _number(digits: NDArray[np.uint8], known: Flags) -> Ints:
    """The number that these columns of digits are; a row that has something else is not `known` any more."""
    values = digits - ZERO
    known &= (values <= 9).all(axis=1)
    number: Ints = values @ (10 ** np.arange(digits.shape[1] - 1, -1, -1))
    return number
