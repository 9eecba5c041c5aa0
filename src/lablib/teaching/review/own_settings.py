"""The settings of a described mapping, with AWS's defaults for what the file leaves out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lablib.simulator import limits
from lablib.simulator.lambda_.mapping.settings import UNLIMITED
from lablib.templates import DescribedMapping, TemplateError, Unknown
from lablib.templates.described import object_of

NUMBERS = {
    "BatchSize": limits.MAPPING_BATCH_SIZE_DEFAULT,
    "MaximumBatchingWindowInSeconds": 0,
    "ParallelizationFactor": 1,
    "MaximumRetryAttempts": UNLIMITED,
    "MaximumRecordAgeInSeconds": UNLIMITED,
}
NAMED = (
    *NUMBERS,
    *("BisectBatchOnFunctionError", "FunctionResponseTypes", "DestinationConfig", "FilterCriteria"),
    *("MetricsConfig", "StartingPosition"),
)
"""The members that are named if they aren't known."""


@dataclass(frozen=True, slots=True)
class OwnSettings:
    """What the rules look at. A number that only a deployment knows is None, and named in `unknown`.

    Any other setting that isn't known counts as set, so that no rule finds it missing, and is named as well.
    """

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
    """Read the members. Raises TemplateError for a value that has no sense, such as `BatchSize: many`."""
    members = mapping.members
    numbers = {name: _number(name, members.get(name), default) for name, default in NUMBERS.items()}
    return OwnSettings(
        batch_size=numbers["BatchSize"],
        window_s=numbers["MaximumBatchingWindowInSeconds"],
        parallelization_factor=numbers["ParallelizationFactor"],
        maximum_retry_attempts=numbers["MaximumRetryAttempts"],
        maximum_record_age_s=numbers["MaximumRecordAgeInSeconds"],
        bisect=_is_true(members.get("BisectBatchOnFunctionError")),
        partial_responses=_has(members, "FunctionResponseTypes", "ReportBatchItemFailures"),
        destination=_destination(members),
        has_filters=bool(_inside(members, "FilterCriteria", "Filters")),
        has_metrics=_has(_inside(members, "MetricsConfig"), "Metrics", "EventCount"),
        starting_position=str(members.get("StartingPosition") or ""),
        state=str(members.get("State") or ""),
        last_result=str(members.get("LastProcessingResult") or ""),
        unknown=tuple(_unknown(members)),
    )


def _unknown(members: dict[str, Any]) -> Iterator[str]:
    return (f"{name} ({members[name]})" for name in NAMED if isinstance(members.get(name), Unknown))


def _number(name: str, value: Any, default: int) -> int | None:
    if value is None:
        return default
    if isinstance(value, Unknown):
        return None
    try:
        return int(value)
    except (TypeError, ValueError, OverflowError) as error:
        raise TemplateError(f"{name} is {value!r}: it has to be a whole number") from error


def _is_true(value: Any) -> bool:
    """A template may write a boolean as a text."""
    return value is True or isinstance(value, Unknown) or str(value).lower() == "true"


def _has(value: Any, name: str, wanted: str) -> bool:
    """Whether the list that a member is holds a text; a list that isn't known does.

    Raises TemplateError for what is no list: a text would be read letter by letter.
    """
    values = _inside(value, name)
    if isinstance(values, Unknown):
        return True
    if values is not None and not isinstance(values, list):
        raise TemplateError(f"{name} is {values!r}: it has to be a list, such as [{wanted}]")
    return any(isinstance(each, Unknown) or each == wanted for each in values or ())


def _inside(value: Any, *names: str) -> Any:
    """A member of a member; the Unknown on the way to it. Raises TemplateError for what is no object."""
    for name in names:
        if isinstance(value, Unknown):
            return value
        value = object_of(value, f"what holds {name}").get(name)
    return value


def _destination(members: dict[str, Any]) -> str | None:
    destination = _inside(members, "DestinationConfig", "OnFailure", "Destination")
    return None if destination in (None, "") else str(destination)
