"""What CloudWatch keeps: samples gathered into one datapoint a minute for each metric.

Once a minute is over, nothing tells in which of its seconds a sample fell. That is CloudWatch's limit and
the reason for `ledger/shard_seconds.py`. Sources:
https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_concepts.html and
https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Statistics-definitions.html
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from math import ceil, fsum

from lablib.simulator import limits
from lablib.simulator.ledger.shard_seconds import Seconds

Dimensions = tuple[tuple[str, str], ...]
"""Pairs of (name, value), in any order."""
SeriesKey = tuple[str, str, Dimensions]

MINUTE_US = limits.METRIC_PERIOD_S * limits.US_PER_S


class Datapoint:
    """The samples of one metric in one period: each value and how often it occurred.

    All statistics follow from that. A datapoint has at least one sample: where nothing happened CloudWatch
    has no datapoint, not a zero.
    """

    __slots__ = ("counts",)

    def __init__(self, counts: dict[float, int] | None = None) -> None:
        self.counts: dict[float, int] = {} if counts is None else counts

    @classmethod
    def merged(cls, points: Iterable[Datapoint]) -> Datapoint:
        """One datapoint with the samples of all of `points`, as for a longer period."""
        counts: dict[float, int] = {}
        for point in points:
            for value, count in point.counts.items():
                counts[value] = counts.get(value, 0) + count
        return cls(counts)

    @property
    def sample_count(self) -> int:
        """How many samples."""
        return sum(self.counts.values())

    @property
    def sum(self) -> float:
        """Of all samples; the same whatever order they came in."""
        return fsum(value * count for value, count in self.counts.items())

    @property
    def average(self) -> float:
        """Sum over SampleCount: a mean of operations, not of time."""
        return self.sum / self.sample_count

    @property
    def minimum(self) -> float:
        """Smallest sample."""
        return min(self.counts)

    @property
    def maximum(self) -> float:
        """Largest sample."""
        return max(self.counts)

    def percentile(self, percent: Decimal) -> float:
        """The sample at the nearest rank: the smallest that `percent` (0 to 100) of all do not exceed.

        Model: AWS publishes no method and says that its own is an approximation.
        """
        rank = ceil(percent * self.sample_count / 100)
        for value in sorted(self.counts):
            rank -= self.counts[value]
            if rank <= 0:
                return value
        raise ValueError(f"percentile {percent} of {self.sample_count} samples: give one between 0 and 100")


class Series:
    """One metric with one set of dimensions."""

    __slots__ = ("_counts", "_minute", "_minutes", "bundles", "dimensions", "name", "namespace", "unit")

    def __init__(self, namespace: str, name: str, dimensions: Dimensions, unit: str) -> None:
        self.namespace = namespace
        self.name = name
        self.dimensions = dimensions
        self.unit = unit
        self.bundles: list[Bundle] = []
        """Those that it is in."""
        self._minutes: dict[int, Datapoint] = {}
        self._minute = -1
        self._counts: dict[float, int] = {}

    @property
    def minutes(self) -> dict[int, Datapoint]:
        """Minutes since the Unix epoch -> Datapoint."""
        for bundle in self.bundles:
            bundle.spread()
        return self._minutes

    def add(self, value: float, at_us: int, count: int = 1) -> None:
        """One sample, or `count` equal ones."""
        minute = at_us // MINUTE_US
        if minute != self._minute:
            self._minute = minute
            self._counts = self._minutes.setdefault(minute, Datapoint()).counts
        counts = self._counts
        counts[value] = counts.get(value, 0) + count

    def add_all(self, values: Iterable[float], times: Iterable[int], minute: int) -> None:
        """Many samples of a minute: each value, and how often it occurred."""
        counts = self._minutes.setdefault(minute, Datapoint()).counts
        for value, count in zip(values, times, strict=True):
            counts[value] = counts.get(value, 0) + count

    @property
    def earliest_us(self) -> int:
        """Start of the oldest minute that has samples. Raises ValueError if there is none."""
        return min(self.minutes) * MINUTE_US

    @property
    def latest_us(self) -> int:
        """Start of the newest minute that has samples. Raises ValueError if there is none."""
        return max(self.minutes) * MINUTE_US

    def periods(self, start_us: int, end_us: int, period_us: int) -> list[tuple[int, Datapoint]]:
        """Datapoints of `period_us` each, oldest first, as (start of the period, datapoint).

        Periods are counted from `start_us`. They gather the minutes that start at `start_us` or later and
        before `end_us`; periods without samples are left out.
        """
        gathered: dict[int, list[Datapoint]] = {}
        for minute in sorted(self.minutes):
            at_us = minute * MINUTE_US
            if start_us <= at_us < end_us:
                period_start_us = at_us - (at_us - start_us) % period_us
                gathered.setdefault(period_start_us, []).append(self.minutes[minute])
        return [(at_us, Datapoint.merged(points)) for at_us, points in gathered.items()]


class Bundle:
    """Series that get a sample each at the same moments, as all metrics of a request do.

    Requests are much alike, so equal rows of samples are counted, and the series are told when the minute is
    over or somebody looks at one of them.
    """

    __slots__ = ("_counts", "_minute", "_series")

    def __init__(self, series: Iterable[Series]) -> None:
        self._series = tuple(series)
        self._minute = -1
        self._counts: dict[tuple[float, ...], int] = {}
        for each in self._series:
            each.bundles.append(self)

    def add(self, values: tuple[float, ...], at_us: int) -> None:
        """One sample for each series."""
        minute = at_us // MINUTE_US
        if minute != self._minute:
            self.spread()
            self._minute = minute
        counts = self._counts
        counts[values] = counts.get(values, 0) + 1

    def spread(self) -> None:
        """Tell the series."""
        rows, self._counts = self._counts, {}
        if rows:
            for series, values in zip(self._series, zip(*rows, strict=True), strict=True):
                series.add_all(values, rows.values(), self._minute)


class Metrics:
    """Every metric of the region, and beside them, in `seconds`, what they cannot show."""

    def __init__(self) -> None:
        self.seconds = Seconds()
        self.visible_after_s = limits.METRIC_VISIBLE_AFTER_S
        """A minute can be read this long after it began; from 60 s on, only minutes that are over."""
        self.before_past_sample: Callable[[], None] = _nobody
        """To be called before a sample is added to a minute that may be over: for who judges minutes then."""
        self._series: dict[SeriesKey, Series] = {}
        self._as_called: dict[SeriesKey, Series] = {}
        """The same series by the key as callers write it: only its first use sorts the dimensions."""

    def __iter__(self) -> Iterator[Series]:
        """Each series that has samples, in the order in which they were first asked for."""
        return (series for series in self._series.values() if series.minutes)

    def add(
        self, namespace: str, name: str, dimensions: Dimensions, value: float, at_us: int, unit: str = "None"
    ) -> None:
        """One sample. A caller with many of them keeps what `series` returns instead."""
        self.series(namespace, name, dimensions, unit).add(value, at_us)

    def series(self, namespace: str, name: str, dimensions: Dimensions, unit: str = "None") -> Series:
        """The series to add samples to, new if there is none. Raises ValueError if it has another unit."""
        key = (namespace, name, dimensions)
        series = self._as_called.get(key)
        if series is None:
            sorted_dimensions = tuple(sorted(dimensions))
            series = self._series.setdefault(
                (namespace, name, sorted_dimensions), Series(namespace, name, sorted_dimensions, unit)
            )
            self._as_called[key] = series
        if series.unit != unit:
            raise ValueError(
                f"unit of {name} is {unit}, and its earlier values are in {series.unit}: "
                "use one unit per metric"
            )
        return series

    def visible_until_us(self, now_us: int) -> int:
        """Minutes that began later than this can't be read yet."""
        return now_us - round(self.visible_after_s * limits.US_PER_S)

    def evaluated_until_us(self, now_us: int) -> int:
        """Where an alarm's newest period ends: with the newest minute that is over and can be read."""
        return min(now_us, self.visible_until_us(now_us) + MINUTE_US) // MINUTE_US * MINUTE_US

    def find(self, namespace: str, name: str, dimensions: Iterable[tuple[str, str]]) -> Series | None:
        """The series with exactly these dimensions, or None: CloudWatch does not sum over dimensions."""
        return self._series.get((namespace, name, tuple(sorted(dimensions))))


def _nobody() -> None:
    """Nobody judges."""
