"""What a sweep plays: a producer's traffic under plans, or a mapping under knobs."""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace
from decimal import Decimal
from hashlib import sha256
from typing import NamedTuple, Protocol, cast

from lablib.billing.bill import PROVISIONED, bill
from lablib.billing.quantities import Usage
from lablib.scenarios.advice import Plan, Traffic, play_plan
from lablib.scenarios.mapping.what_if import SECONDS, Knobs, MappingRun, mapping_scenario
from lablib.scenarios.sweep.grid import Run, Settings
from lablib.scenarios.sweep.versions import versions
from lablib.simulator import limits
from lablib.simulator.lambda_.mapping.history import Did
from lablib.traffic.outline import Outline
from lablib.traffic.trace import Value

RECORDS_PER_S = 100_000
"""So many records a processor plays in a second, about: for the estimate before a sweep."""
MAPPING_RUN_S = 0.1
INVOKED = (Did.SUCCEEDED, Did.FAILED, Did.PARTLY)

_one_at_a_time = threading.Lock()
"""A process has one virtual time, and a worker of Dask may have several threads."""


class Measured(NamedTuple):
    """What came of a run."""

    offered: int
    lost: int
    duplicated: int
    late: int | float
    """See `Job.late`."""
    dollars: Decimal
    """For 30 days like the run."""


class Job(Protocol):
    """What all runs of a sweep share."""

    late: str
    """What the column `late` counts, in words."""

    @property
    def settings(self) -> type[Settings]:
        """What differs from run to run."""

    def given(self) -> dict[str, str]:
        """What is the same for all runs, by the column's name."""

    def run_s(self) -> float:
        """About so many processor seconds a run takes."""

    def play(self, settings: Settings, seed: int) -> Measured:
        """Play one run."""


@dataclass(frozen=True, slots=True)
class ProducerJob:
    """A fleet writes the same traffic under each plan."""

    traffic: Traffic
    name: str
    """What the traffic is called: its file."""
    late = "records stored after a newer one of their gateway and key"
    settings = Plan

    def given(self) -> dict[str, str]:
        """The traffic, with a digest of its columns, and who writes how much of it."""
        traffic = f"{self.name} {_digest(self.traffic.outline)}"
        return {
            "traffic": traffic,
            "fleet": str(self.traffic.gateways),
            "seconds": f"{self.traffic.lasts_s:g}",
        }

    def run_s(self) -> float:
        """By the number of records."""
        traffic = self.traffic
        laps = traffic.lasts_s * limits.US_PER_S / traffic.outline.lap_us
        return len(traffic.outline) * laps * traffic.gateways / RECORDS_PER_S

    def play(self, settings: Settings, seed: int) -> Measured:
        """In arrays. Nothing is stored twice there, as no call is repeated that was carried out."""
        trial = play_plan(replace(self.traffic, seed=seed), cast(Plan, settings))
        return Measured(trial.offered, trial.lost, 0, trial.reordered, trial.dollars)

    def to_send(self) -> ProducerJob:
        """Without the file behind the outline, which may not be where the workers are."""
        outline = self.traffic.outline
        bare = replace(outline, fields=_Unread(outline.key_column))
        return replace(self, traffic=replace(self.traffic, outline=bare))


@dataclass(frozen=True, slots=True)
class MappingJob:
    """Four minutes of a mapping, with malformed records."""

    late = "seconds, the greatest IteratorAge"
    settings = Knobs

    def given(self) -> dict[str, str]:
        """The scenario has nothing to set but its knobs."""
        return {}

    def run_s(self) -> float:
        """About the same for all settings."""
        return MAPPING_RUN_S

    def play(self, settings: Settings, seed: int) -> Measured:
        """In a world that is never opened."""
        run = mapping_scenario(cast(Knobs, settings), seed)
        lost = run.dropped + run.totals["expired"]
        late_s = max((age_s for ages in run.ages.values() for _, age_s in ages), default=0.0)
        return Measured(run.totals["offered"], lost, run.billed_again, round(late_s, 3), _lambda_dollars(run))

    def to_send(self) -> MappingJob:
        """As it is."""
        return self


class _Unread:
    """In place of a row's columns: the key's, without its text. The shards know its hash."""

    def __init__(self, key_column: str | None) -> None:
        self._key_column = key_column

    def __call__(self, row: int) -> dict[str, Value]:
        return {} if self._key_column is None else {self._key_column: ""}


def played(job: Job, run: Run) -> tuple[str, ...]:
    """Play a run and return its row, with the versions of who has played it."""
    with _one_at_a_time:
        measured = job.play(run.settings, run.seed)
    *counts, dollars = measured
    return (*run.cells, *map(str, counts), f"{dollars:.4f}", *versions())


def _digest(outline: Outline) -> str:
    """Tells one traffic from another."""
    digest = sha256(bytes(memoryview(outline.times_us)))
    for column in (outline.json_bytes, outline.sizes_bytes, outline.key_bytes, outline.key_hashes):
        digest.update(b"none" if column is None else column.tobytes())
    return digest.hexdigest()[:12]


def _lambda_dollars(run: MappingRun) -> Decimal:
    """Requests and GB-seconds of the invocations that are over, without the stream."""
    lasted_us = [step.ended_us - step.at_us for step in run.steps if step.did in INVOKED]
    memory_gb = Decimal(limits.FUNCTION_MEMORY_DEFAULT_MB) / 1_024
    usage = Usage(
        hours=Decimal(SECONDS) / limits.S_PER_HOUR,
        lambda_requests=len(lasted_us),
        lambda_gb_s=Decimal(sum(lasted_us)) / limits.US_PER_S * memory_gb,
    )
    return bill(usage.for_a_month(), PROVISIONED).total_usd
