"""What a run would do, said before anything is done: resources, account, region, cost, minutes."""

from __future__ import annotations

from dataclasses import dataclass, fields
from decimal import Decimal

from lablib.on_aws.costs import all_left_by_the_hour_usd, by_the_hour_usd, ceiling_usd
from lablib.on_aws.measurement import Makes, Measurement

MARGIN_MINUTES = 10
"""For the role at the beginning, and for deleting at the end."""
TAG = "lablib-run"
"""The key of the tag on everything that a run makes; its value is the run's id."""
HOURS_A_DAY = 24


@dataclass(frozen=True, slots=True)
class Plan:
    """A run that nobody has begun yet. `run_id` is in the name and in the tag of all that it makes."""

    account: str
    region: str
    run_id: str
    measurements: tuple[Measurement, ...]

    @property
    def prefix(self) -> str:
        """How the name of everything begins that the run makes."""
        return prefix_of(self.run_id)

    @property
    def tags(self) -> dict[str, str]:
        """What everything is tagged with."""
        return {TAG: self.run_id}

    @property
    def minutes(self) -> int:
        """After so many it stops by itself and deletes what it has made."""
        return sum(each.minutes for each in self.measurements) + MARGIN_MINUTES

    @property
    def needs_role(self) -> bool:
        """Whether a Lambda function takes part."""
        return any(each.makes.functions for each in self.measurements)

    def lines(self) -> list[str]:
        """The plan, to be read before it's carried out."""
        hour, ceiling = by_the_hour_usd(self.measurements), ceiling_usd(self.measurements)
        day = all_left_by_the_hour_usd(self.measurements) * HOURS_A_DAY
        return [
            f"account     {self.account}",
            f"region      {self.region}",
            f"makes       {resources(self)}",
            f"names       {self.prefix}-..., tagged {TAG}={self.run_id}",
            f"costs       {_usd(hour, '0.001')} an hour while it runs, {_usd(ceiling)} at most in all",
            f"if left     {_usd(day)} a day at most, should deleting fail and nobody look",
            f"stops       after {self.minutes} minutes at the latest, and deletes what it made",
            f"if killed   or the computer sleeps, nothing is deleted: lablib aws teardown {self.run_id}",
            *(f"{each.minutes:>4} min    {each.id}: {each.does}" for each in self.measurements),
        ]


def prefix_of(run_id: str) -> str:
    """How the names of a run begin; of every run without an id."""
    return f"lablib-{run_id}"


def resources(plan: Plan) -> str:
    """ "3 streams, 2 functions, 2 mappings, 3 queues, 1 role", in all, one measurement after the other."""
    counted = {
        field.name: sum(getattr(each.makes, field.name) for each in plan.measurements)
        for field in fields(Makes)
        if field.name != "records"
    }
    counted["roles"] = int(plan.needs_role)
    return ", ".join(_of(count, name) for name, count in counted.items() if count)


def _of(count: int, plural: str) -> str:
    return f"{count} {plural.removesuffix('s') if count == 1 else plural}"


def _usd(amount: Decimal, step: str = "0.01") -> str:
    """To the cent, rounded up: a plan doesn't promise less than it costs."""
    return f"${amount.quantize(Decimal(step), rounding='ROUND_UP')}"
