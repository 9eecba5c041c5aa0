"""A recorded run against the model's run of the same seed, behavior by behavior."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from lablib.on_aws.catalog import chosen
from lablib.on_aws.in_the_model import play
from lablib.on_aws.measurement import Behavior, Measurement
from lablib.on_aws.run import Entry, Run


class Verdict(StrEnum):
    """What a behavior says about the model."""

    SAME = "same"
    DIFFERS = "differs"
    NOT_SEEN = "not seen"
    """The run has no value for it."""


@dataclass(frozen=True, slots=True)
class Row:
    """One behavior of one measurement."""

    measurement: Measurement
    behavior: Behavior
    recorded: Any
    model: Any
    source: str
    """Who recorded it, if it wasn't measured by whoever made the run."""

    @property
    def verdict(self) -> Verdict:
        """Whether the model does what was recorded."""
        if self.recorded is None:
            return Verdict.NOT_SEEN
        return Verdict.SAME if self.behavior.same(self.recorded, self.model) else Verdict.DIFFERS


def against_the_model(run: Run) -> list[Row]:
    """A row for each behavior of each measurement in the run. Plays the model, about 2 s for all ten."""
    measurements = chosen([*run.entries]) if run.entries else ()
    model = play(measurements, run.seed)
    return [
        _row(measurement, behavior, run.entries[measurement.id], model.entries[measurement.id])
        for measurement in measurements
        for behavior in measurement.behaviors
    ]


def _row(measurement: Measurement, behavior: Behavior, recorded: Entry, model: Entry) -> Row:
    noted = recorded.on_record.get(behavior.id)
    source = f"{noted.noted}: {noted.source}" if noted else ""
    return Row(measurement, behavior, recorded.value(behavior), model.value(behavior), source)


def summary(rows: Sequence[Row]) -> str:
    """ "9 behaviors as in the model, 2 differ, 14 not seen"."""
    counted = {verdict: sum(row.verdict is verdict for row in rows) for verdict in Verdict}
    return (
        f"{counted[Verdict.SAME]} as in the model, {counted[Verdict.DIFFERS]} different, "
        f"{counted[Verdict.NOT_SEEN]} not seen"
    )
