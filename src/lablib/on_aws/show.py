"""A comparison as text: where the run comes from, then a table, then what it adds up to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lablib.on_aws.against_the_model import Row, Verdict, summary
from lablib.on_aws.run import Run

MARKS = {Verdict.SAME: "same   ", Verdict.DIFFERS: "DIFFERS", Verdict.NOT_SEEN: "       "}
UNKNOWN = "not seen"


def origin(run: Run) -> str:
    """One line on where the evidence of a run comes from."""
    note = f" {run.note}" if run.note else ""
    return f"THIS RUN IS {str(run.origin).upper()}.{note}"


def table(run: Run, rows: Sequence[Row]) -> list[str]:
    """Lines: a block for each measurement, a line for each behavior with both values."""
    lines = [origin(run), f"seed {run.seed}, {run.region}, {run.began}"]
    for id_, entry in run.entries.items():
        of_this = [row for row in rows if row.measurement.id == id_]
        lines += [
            "",
            f"{id_}: {of_this[0].measurement.asks}",
            f"    the open point: {of_this[0].measurement.closes}",
        ]
        lines += [f"    it ended early: {entry.problem}"] if entry.problem else []
        for row in of_this:
            lines += _lines(row)
    return [*lines, "", summary(rows)]


def _lines(row: Row) -> list[str]:
    recorded = UNKNOWN if row.recorded is None else shown(row.recorded)
    model = shown(row.model)
    said = [f"    {MARKS[row.verdict]} {row.behavior.says}"]
    if row.verdict is Verdict.SAME and recorded == model:
        said[0] += f": {recorded}"
    else:
        said += [f"            recorded  {recorded}", f"            model     {model}"]
    return [*said, *([f"            noted by  {row.source}"] if row.source else [])]


def shown(value: Any) -> str:
    """A value on one line."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(shown(each) for each in value) or "none"
    if isinstance(value, dict):
        return " ".join(f"{key}={shown(each)}" for key, each in value.items())
    if value is None:
        return "none"
    return f"{value:,}" if isinstance(value, int | float) else str(value)
