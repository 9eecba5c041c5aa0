"""The bill of some usage, line by line: quantity, price, dollars, and where the price is from.

print(bill(usage, "PROVISIONED"))
bill(usage.for_a_month(), "ON_DEMAND").total_usd
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from lablib.billing import prices
from lablib.billing.prices import Price
from lablib.billing.quantities import Usage
from lablib.simulator import limits

MILLION = 1_000_000
PROVISIONED, ON_DEMAND, ADVANTAGE = "PROVISIONED", "ON_DEMAND", "ADVANTAGE"
MODES = (PROVISIONED, ON_DEMAND, ADVANTAGE)


class Line(NamedTuple):
    """One kind of charge."""

    quantity: Decimal
    price: Price
    note: str = ""

    @property
    def usd(self) -> Decimal:
        """Exact: nothing is rounded before the bill is shown."""
        return self.quantity * self.price.usd

    def __str__(self) -> str:
        what = f"{self.quantity:>18,.2f} {self.price.unit + self.note:<44}"
        return f"{what} x {self.price.usd:<12f} = {self.usd:>12,.2f}"


@dataclass(frozen=True, slots=True)
class Bill:
    """Its lines add up to `total_usd`. As text it is a table."""

    mode: str
    hours: Decimal
    lines: tuple[Line, ...]

    @property
    def total_usd(self) -> Decimal:
        """Exact."""
        return sum((line.usd for line in self.lines), Decimal(0))

    @property
    def uncertain(self) -> tuple[str, ...]:
        """What is not sure, a sentence for each line that has something."""
        return tuple(
            f"{line.price.unit}: {line.price.uncertain}" for line in self.lines if line.price.uncertain
        )

    def __str__(self) -> str:
        rows = [f"{self.mode}, {self.hours.normalize():,f} h (prices: {prices.AS_OF})"]
        rows += [str(line) for line in self.lines]
        rows.append(f"{'total, in dollars':>76} = {self.total_usd:>12,.2f}")
        rows += [f"  uncertain: {sentence}" for sentence in self.uncertain]
        pages = sorted({line.price.page for line in self.lines})
        return "\n".join(rows + [f"  {page}" for page in pages])


def bill(usage: Usage, mode: str) -> Bill:
    """What this usage costs in a capacity mode: PROVISIONED, ON_DEMAND (Standard) or ADVANTAGE.

    A run that has changed its mode is charged as if it had been in this one all the time. Raises ValueError
    for another mode.
    """
    if mode not in MODES:
        raise ValueError(f"{mode!r} isn't a capacity mode: give one of {', '.join(MODES)}")
    of_mode = {PROVISIONED: _provisioned, ON_DEMAND: _on_demand, ADVANTAGE: _advantage}[mode]
    lines = [*of_mode(usage), *_around(usage)]
    return Bill(mode, usage.hours, tuple(line for line in lines if line.quantity))


def _provisioned(usage: Usage) -> Iterator[Line]:
    yield Line(usage.shard_hours, prices.SHARD_HOUR)
    yield Line(Decimal(usage.payload_units) / MILLION, prices.MILLION_PAYLOAD_UNITS)
    yield Line(usage.fan_out_shard_hours, prices.FAN_OUT_SHARD_HOUR)
    yield Line(_gb(usage.fan_out_bytes), prices.FAN_OUT_GB)
    if usage.retention_h > limits.RETENTION_DEFAULT_H:
        yield Line(usage.shard_hours, prices.SHARD_HOUR_EXTENDED)
    yield Line(_stored_gb_months(usage, limits.RETENTION_EXTENDED_UP_TO_H), prices.LONG_TERM_GB_MONTH)


def _on_demand(usage: Usage) -> Iterator[Line]:
    yield Line(usage.hours, prices.ON_DEMAND_STREAM_HOUR)
    yield Line(_gb(usage.in_bytes), prices.ON_DEMAND_GB_IN)
    yield Line(_gb(usage.out_bytes), prices.ON_DEMAND_GB_OUT)
    yield Line(_gb(usage.fan_out_bytes), prices.ON_DEMAND_FAN_OUT_GB)
    beyond_a_day = _stored_gb_months(usage, limits.RETENTION_DEFAULT_H)
    beyond_a_week = _stored_gb_months(usage, limits.RETENTION_EXTENDED_UP_TO_H)
    yield Line(beyond_a_day - beyond_a_week, prices.ON_DEMAND_EXTENDED_GB_MONTH)
    yield Line(beyond_a_week, prices.LONG_TERM_GB_MONTH)


def _advantage(usage: Usage) -> Iterator[Line]:
    least = _gb(limits.COMMITMENT_LEAST_MIB_PER_S * 2**20 * limits.S_PER_HOUR) * usage.hours
    for size, price in (
        (usage.in_bytes, prices.ADVANTAGE_GB_IN),
        (usage.out_bytes + usage.fan_out_bytes, prices.ADVANTAGE_GB_OUT),
    ):
        note = f", at least {limits.COMMITMENT_LEAST_MIB_PER_S} MiB/s" if _gb(size) < least else ""
        yield Line(max(_gb(size), least), price, note)
    yield Line(_stored_gb_months(usage, limits.RETENTION_DEFAULT_H), prices.ADVANTAGE_GB_MONTH)


def _around(usage: Usage) -> Iterator[Line]:
    """What costs the same in every mode."""
    yield Line(usage.metric_hours / limits.BILLED_MONTH_H, prices.CUSTOM_METRIC_MONTH)
    yield Line(Decimal(usage.lambda_requests) / MILLION, prices.LAMBDA_MILLION_REQUESTS)
    yield Line(usage.lambda_gb_s, prices.LAMBDA_GB_S)


def _gb(size_bytes: int) -> Decimal:
    return Decimal(size_bytes) / limits.BILLED_GB_BYTES


def _stored_gb_months(usage: Usage, beyond_h: int) -> Decimal:
    """Model: a steady load that has run for longer than its retention."""
    kept_h = max(0, usage.retention_h - beyond_h)
    return _gb(usage.in_bytes) * kept_h / limits.BILLED_MONTH_H
