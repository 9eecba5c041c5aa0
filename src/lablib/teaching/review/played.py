"""The reviewed settings at work: four minutes of a small mapping in which some records are malformed."""

from __future__ import annotations

from typing import NamedTuple

from lablib.scenarios.mapping.what_if import RETENTION_S, SECONDS, Knobs, mapping_scenario
from lablib.simulator import limits
from lablib.teaching.review.own_settings import OwnSettings, own_settings
from lablib.templates import DescribedMapping

LONGEST_WINDOW_S = RETENTION_S // 4
"""A longer batching window is not worth playing where records expire after two minutes."""


class Played(NamedTuple):
    """What became of the records."""

    offered: int
    lost: int
    """Dropped without a message to a destination, or expired in the stream."""
    to_destination: int
    billed_again: int
    waiting: int
    """Not handled at the end, because they wait behind a batch that fails."""
    minutes: float
    retention_min: float
    """The scenario's. AWS's shortest is 24 hours."""


def played(mapping: DescribedMapping) -> Played | None:
    """Play the settings; None where they aren't known or would take longer than the scenario.

    Raises AwsError for settings that Lambda refuses.
    """
    settings = own_settings(mapping)
    if settings.unknown or (settings.window_s or 0) > LONGEST_WINDOW_S:
        return None
    run = mapping_scenario(_knobs(settings))
    return Played(
        offered=run.totals["offered"],
        lost=run.dropped + run.totals["expired"],
        to_destination=run.totals["sent to destination"],
        billed_again=run.billed_again,
        waiting=run.waiting,
        minutes=SECONDS / limits.METRIC_PERIOD_S,
        retention_min=RETENTION_S / limits.METRIC_PERIOD_S,
    )


def _knobs(settings: OwnSettings) -> Knobs:
    """The same settings as the scenario takes them."""
    return Knobs(
        batch_size=_known(settings.batch_size),
        window_s=_known(settings.window_s),
        parallelization_factor=_known(settings.parallelization_factor),
        maximum_retry_attempts=_known(settings.maximum_retry_attempts),
        maximum_record_age_s=_known(settings.maximum_record_age_s),
        bisect=settings.bisect,
        partial_responses=settings.partial_responses,
        destination=settings.destination is not None,
    )


def _known(value: int | None) -> int:
    assert value is not None  # what isn't known was turned away before
    return value
