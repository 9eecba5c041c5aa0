"""The file of `lablib replay`: read, described in one line, and asked about where it can't be right."""

from __future__ import annotations

import math
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.prompt import Prompt

from lablib.cli.telling import console, say, step
from lablib.pictures.plots.wording import counted
from lablib.simulator import limits

if TYPE_CHECKING:
    from lablib.traffic.outline import Outline
    from lablib.traffic.reading.header import Wanted
    from lablib.traffic.trace import Timetable, Trace, Understood

S_PER_DAY = 24 * limits.S_PER_HOUR
SPANS = ((2 * S_PER_DAY, S_PER_DAY, "days"), (7_200, limits.S_PER_HOUR, "hours"), (120, 60, "minutes"))
"""From so many seconds on, a span is told in a unit of so many seconds, with this name."""


@dataclass(frozen=True, slots=True)
class Input:
    """A file, and how it is to be read."""

    file: Path
    wanted: Wanted
    exact: bool
    """With all that is in it, for the engine that plays record by record."""

    def read(self) -> Trace | Outline:
        """Read it, and ask back if its rate is absurd. Raises ValueError where there is nobody to ask."""
        from lablib.traffic.reading.doubts import absurd_rate_per_s

        trace = self._read(self.wanted)
        rate_per_s = absurd_rate_per_s(trace)
        if rate_per_s is None or trace.understood is None or not trace.understood.unit_is_assumed:
            return trace
        unit = self._unit(trace, trace.understood.time_column, rate_per_s)
        return self._read(replace(self.wanted, unit=unit))

    def _read(self, wanted: Wanted) -> Trace | Outline:
        with step("reading", again="reading row by row") as tell:
            from lablib.traffic.reading import in_blocks, row_by_row

            read: Callable[..., Any] = row_by_row.trace_of if self.exact else in_blocks.outline_from
            trace: Trace | Outline = read(self.file, wanted, lambda done, total: tell(done / max(1, total)))
            return trace

    def _unit(self, trace: Timetable, column: str, rate_per_s: float) -> str:
        """Ask for the unit of the time column."""
        from lablib.traffic.reading.timestamps import UNITS_US

        doubt = f"if {column!r} is in seconds, these are {_rate(trace, rate_per_s)}"
        if not can_ask():
            wrong = f"the unit of its times isn't given, and {doubt}"
            remedy = f"say the unit with --time-unit: {', '.join(UNITS_US)}. With s it runs as it is"
            raise ValueError(f"{self.file}: {wrong}. Remedy: {remedy}")
        say(f"{self.file.name}: {doubt}.")
        return Prompt.ask("The unit of its times", choices=list(UNITS_US), default="s", console=console)


def can_ask() -> bool:
    """Whether somebody sits there."""
    return sys.stdin.isatty() and console.is_terminal


def describe(file: Path, trace: Trace | Outline, flush_every_s: float) -> None:
    """Say in one line what the file was understood as, and name what may be a misunderstanding."""
    from lablib.traffic.reading.doubts import GRAINS_S, absurd_rate_per_s, coarse_grain_s

    understood = trace.understood
    assert understood is not None
    rows, span = counted(len(trace), "row"), _span(trace.times_us[-1] / limits.US_PER_S)
    say(f"{file.name}: {rows} over {span}; {_columns(understood)}.")
    if understood.other_times:
        others, first = ", ".join(understood.other_times), understood.other_times[0]
        say(f"Note: also named like a time: {others}. To run by that column, say --time {first}.")
    gap = gap_of(trace)
    if gap is not None:
        say(f"Note: {gap}.")
    grain_s = coarse_grain_s(trace)
    if grain_s is not None and grain_s > flush_every_s:
        grain = (
            f"the times differ by whole {GRAINS_S[grain_s]}, and the gateways flush every {flush_every_s:g} s"
        )
        remedy = "If your traffic has no such bursts, export finer times"
        say(f"Note: {grain}. So rows that share a time are sent in one burst. {remedy}.")
    rate_per_s = absurd_rate_per_s(trace)
    if rate_per_s is not None:
        say(f"Note: these are {_rate(trace, rate_per_s)}. If that is wrong, --time-unit may be the remedy.")


def gap_of(trace: Trace | Outline) -> str | None:
    """The gap that is most of a file, with the rows around it as the file counts them, and what to do."""
    from lablib.traffic.reading.doubts import lonely_gap

    gap, rows = lonely_gap(trace), len(trace)
    if gap is None:
        return None
    above = gap.row  # so many rows come before the gap
    if trace.understood is not None and trace.understood.newest_first:
        above = rows - above
    length, share = _span(gap.length_us / limits.US_PER_S), f"{gap.span_share:.2%} of the span"
    lonely = {1: "first", rows - 1: "last"}.get(above)
    if lonely is None:
        where = f"between row {above:,} and the next are {length}, {share}"
        return f"{where}. If the rows on one side are a mistake, remove them from the file"
    where = f"the {lonely} row is {length} from the others, {share}"
    return f"{where}. If it is a total or a mistake, remove it from the file"


def row_in_file(trace: Trace | Outline, row: int) -> int:
    """The number of a row as the file counts its rows, from 1; `row` counts in order of time, from 0."""
    newest_first = trace.understood is not None and trace.understood.newest_first
    return len(trace) - row if newest_first else row + 1


def _columns(understood: Understood) -> str:
    unit = "as dates" if understood.unit == "dates" else f"in {understood.unit}"
    assumed = " (assumed; --time-unit says otherwise)" if understood.unit_is_assumed else ""
    order = ", newest first" if understood.newest_first else ""
    size = understood.size_column
    sizes = "no size column, so a record is its row in JSON" if size is None else f"size column {size}"
    return f"time column {understood.time_column}, {unit}{assumed}{order}; {sizes}"


def _span(seconds: float) -> str:
    """Such as 119.9 s or 58.6 minutes."""
    for from_s, unit_s, name in SPANS:
        if seconds >= from_s:
            return f"{seconds / unit_s:,.1f} {name}"
    return f"{seconds:.4g} s"


def _rate(trace: Timetable, rate_per_s: float) -> str:
    rows = counted(len(trace), "row")
    if math.isinf(rate_per_s):
        return f"{rows} at one moment"
    often = (
        f"{rate_per_s:,.0f} per second"
        if rate_per_s >= 1
        else f"{rate_per_s * limits.S_PER_HOUR:.3g} per hour"
    )
    return f"{rows} at {often} from every gateway"
