"""All cases, in the order in which they are shown."""

from __future__ import annotations

from functools import cache

from lablib.conformance.case import Case
from lablib.conformance.cases import (
    alarm_settings,
    alarms,
    consumers_and_listings,
    filter_patterns,
    iterators,
    mapping_api,
    mapping_changes,
    mapping_delivery,
    mapping_failures,
    mapping_filters,
    mapping_metrics,
    put,
    queries,
    reading,
    request_validation,
    reserved_concurrency,
    resharding,
    signatures,
    stream_metrics,
    streams,
    throttling,
)

SUBJECTS = (
    put,
    throttling,
    request_validation,
    signatures,
    iterators,
    reading,
    resharding,
    streams,
    consumers_and_listings,
    mapping_api,
    filter_patterns,
    mapping_changes,
    reserved_concurrency,
    mapping_delivery,
    mapping_failures,
    mapping_filters,
    mapping_metrics,
    stream_metrics,
    queries,
    alarms,
    alarm_settings,
)


@cache
def all_cases() -> tuple[Case, ...]:
    """Every case. Raises ValueError if two have one id."""
    cases = tuple(case for subject in SUBJECTS for case in subject.book.cases)
    ids = [case.id for case in cases]
    if doubles := sorted({each for each in ids if ids.count(each) > 1}):
        raise ValueError(f"more than one case has the id {', '.join(doubles)}: rename its function.")
    return cases


def matching(part: str) -> tuple[Case, ...]:
    """The cases with this text in their id, in order."""
    return tuple(case for case in all_cases() if part in case.id)
