"""The rules: what in a mapping's settings loses records, blocks a shard, repeats work or hides a loss.

Each rule's text is in the catalogue of messages, under `review.` and the rule's name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from lablib.scenarios.mapping.blocked_consumer import pause_s
from lablib.simulator import limits
from lablib.simulator.lambda_.mapping.settings import UNLIMITED
from lablib.teaching.checks.message_catalogue import line
from lablib.teaching.review.own_settings import OwnSettings, own_settings
from lablib.templates import DescribedMapping

RETRIES_WAIT_S = 3_600
"""A mapping that outwaits an hour of outage is left alone."""


class Severity(StrEnum):
    """What a setting does to records, the worst first."""

    LOSES = "loses records"
    BLOCKS = "blocks a shard"
    REPEATS = "repeats work"
    HIDES = "hides a loss"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing about one mapping."""

    rule: str
    severity: Severity
    lab: str
    """The number of the lab that shows why; empty for what no lab is about."""
    text: str
    remedy: str

    def __str__(self) -> str:
        """As `lablib review` says it."""
        shown = f" {line('review.lab', lab=self.lab)}" if self.lab else ""
        return f"{self.severity}: {self.text} {self.remedy}{shown}"


Rule = Callable[[OwnSettings], Iterator[Finding]]


def review(mapping: DescribedMapping) -> list[Finding]:
    """Every finding, the worst first. Raises TemplateError for a setting that can't be read."""
    settings = own_settings(mapping)
    found = [finding for rule in RULES for finding in rule(settings)]
    return sorted(found, key=lambda each: list(Severity).index(each.severity))


def _finding(rule: str, severity: Severity, lab: str, **facts: Any) -> Finding:
    says = line(f"review.{rule}", **facts)
    return Finding(rule, severity, lab, says, line(f"review.{rule}-remedy", **facts))


def _unlimited(settings: OwnSettings) -> Iterator[Finding]:
    if not settings.gives_up:
        yield _finding("unlimited", Severity.BLOCKS, "07")


def _no_destination(settings: OwnSettings) -> Iterator[Finding]:
    if settings.gives_up and settings.destination is None:
        yield _finding("no-destination", Severity.LOSES, "08")


def _fifo(settings: OwnSettings) -> Iterator[Finding]:
    if settings.destination and settings.destination.endswith(".fifo"):
        yield _finding("fifo", Severity.LOSES, "08", destination=settings.destination)


def _age(settings: OwnSettings) -> Iterator[Finding]:
    if settings.maximum_record_age_s not in (None, UNLIMITED):
        severity = Severity.NOTE if settings.destination else Severity.LOSES
        yield _finding("age", severity, "08", age_s=settings.maximum_record_age_s)


def _retries(settings: OwnSettings) -> Iterator[Finding]:
    attempts = settings.maximum_retry_attempts
    if attempts is None or attempts == UNLIMITED:
        return
    waits_s = _waits_s(attempts)
    if waits_s < RETRIES_WAIT_S:
        severity = Severity.NOTE if settings.destination else Severity.LOSES
        yield _finding("retries", severity, "08", attempts=attempts, waits_s=waits_s)


def _waits_s(attempts: int) -> float:
    """How long a batch waits in all before it is given up, as the simulator models the pauses."""
    waits_s = 0.0
    for failures in range(1, attempts + 1):
        waits_s += pause_s(failures)
        if waits_s >= RETRIES_WAIT_S:
            break
    return waits_s


def _whole_batch(settings: OwnSettings) -> Iterator[Finding]:
    takes_apart = settings.bisect or settings.partial_responses
    if settings.maximum_retry_attempts != UNLIMITED and not takes_apart and settings.batch_size != 1:
        severity = Severity.NOTE if settings.destination else Severity.LOSES
        size = "BatchSize" if settings.batch_size is None else f"{settings.batch_size:,}"
        yield _finding("whole-batch", severity, "08", batch_size=size)


def _repeats(settings: OwnSettings) -> Iterator[Finding]:
    if not settings.partial_responses and settings.batch_size != 1:
        yield _finding("repeats", Severity.REPEATS, "08")


def _latest(settings: OwnSettings) -> Iterator[Finding]:
    if settings.starting_position == "LATEST":
        yield _finding("latest", Severity.LOSES, "06")


def _filters(settings: OwnSettings) -> Iterator[Finding]:
    if settings.has_filters and not settings.has_metrics:
        yield _finding("filters", Severity.HIDES, "06")


def _metrics(settings: OwnSettings) -> Iterator[Finding]:
    if settings.gives_up and not settings.has_metrics:
        yield _finding("metrics", Severity.HIDES, "08")


def _factor(settings: OwnSettings) -> Iterator[Finding]:
    factor = settings.parallelization_factor
    if factor is not None and factor > 1:
        yield _finding("factor", Severity.NOTE, "06", factor=factor, account=limits.ACCOUNT_CONCURRENCY)


def _state(settings: OwnSettings) -> Iterator[Finding]:
    if settings.state not in ("", "Enabled"):
        yield _finding("state", Severity.BLOCKS, "", state=settings.state)
    if settings.last_result.startswith("PROBLEM"):
        yield _finding("problem", Severity.BLOCKS, "", result=settings.last_result)


def _unknown(settings: OwnSettings) -> Iterator[Finding]:
    if settings.unknown:
        yield _finding("unknown", Severity.NOTE, "", names=", ".join(settings.unknown))


RULES: tuple[Rule, ...] = (
    _state,
    _no_destination,
    _fifo,
    _latest,
    _unlimited,
    _whole_batch,
    _retries,
    _age,
    _repeats,
    _filters,
    _metrics,
    _factor,
    _unknown,
)
