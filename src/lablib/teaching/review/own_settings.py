"""The settings of a described mapping, with AWS's defaults for what the file leaves out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lablib.simulator import limits
from lablib.simulator.lambda_.mapping.settings import UNLIMITED
from lablib.templates import DescribedMapping, TemplateError, Unknown

NUMBERS = {
    "BatchSize": limits.MAPPING_BATCH_SIZE_DEFAULT,
    "MaximumBatchingWindowInSeconds": 0,
    "ParallelizationFactor": 1,
    "MaximumRetryAttempts": UNLIMITED,
    "MaximumRecordAgeInSeconds": UNLIMITED,
}


@dataclass(frozen=True, slots=True)
class OwnSettings:
    """What the rules look at. A number that only a deployment knows is None, and named in `unknown`."""

    batch_size: int | None
    window_s: int | None
    parallelization_factor: int | None
    maximum_retry_attempts: int | None
    maximum_record_age_s: int | None
    bisect: bool
    partial_responses: bool
    destination: str | None
    """The ARN, or the template's function that gives it; None without a destination."""
    has_filters: bool
    has_metrics: bool
    starting_position: str
    state: str
    last_result: str
    unknown: tuple[str, ...]

    @property
    def gives_up(self) -> bool:
        """Whether the mapping drops records before they expire. A limit that isn't known counts as one."""
        return (self.maximum_retry_attempts, self.maximum_record_age_s) != (UNLIMITED, UNLIMITED)


def own_settings(mapping: DescribedMapping) -> OwnSettings:
    """Read the members. Raises TemplateError for a number that is none, such as `BatchSize: many`."""
    members = mapping.members
    numbers = {name: _number(name, members.get(name), default) for name, default in NUMBERS.items()}
    return OwnSettings(
        batch_size=numbers["BatchSize"],
        window_s=numbers["MaximumBatchingWindowInSeconds"],
        parallelization_factor=numbers["ParallelizationFactor"],
        maximum_retry_attempts=numbers["MaximumRetryAttempts"],
        maximum_record_age_s=numbers["MaximumRecordAgeInSeconds"],
        bisect=_is_true(members.get("BisectBatchOnFunctionError")),
        partial_responses="ReportBatchItemFailures" in (members.get("FunctionResponseTypes") or ()),
        destination=_destination(members),
        has_filters=bool((members.get("FilterCriteria") or {}).get("Filters")),
        has_metrics="EventCount" in ((members.get("MetricsConfig") or {}).get("Metrics") or ()),
        starting_position=str(members.get("StartingPosition") or ""),
        state=str(members.get("State") or ""),
        last_result=str(members.get("LastProcessingResult") or ""),
        unknown=tuple(_unknown_numbers(members)),
    )


def _unknown_numbers(members: dict[str, Any]) -> Iterator[str]:
    return (f"{name} ({members[name]})" for name in NUMBERS if isinstance(members.get(name), Unknown))


def _number(name: str, value: Any, default: int) -> int | None:
    if value is None:
        return default
    if isinstance(value, Unknown):
        return None
    try:
        return int(value)
    except (TypeError, ValueError) as error:
        raise TemplateError(f"{name} is {value!r}: it has to be a whole number") from error


def _is_true(value: Any) -> bool:
    """A template may write a boolean as a text."""
    return value is True or str(value).lower() == "true"


def _destination(members: dict[str, Any]) -> str | None:
    on_failure = (members.get("DestinationConfig") or {}).get("OnFailure") or {}
    destination = on_failure.get("Destination")
    return None if destination in (None, "") else str(destination)
