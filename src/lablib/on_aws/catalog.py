"""All measurements, in the order in which they are carried out."""

from __future__ import annotations

from collections.abc import Sequence

from lablib.on_aws.measurement import Measurement
from lablib.on_aws.measurements import (
    bisect_order,
    burst,
    first_reported,
    function_error,
    latest_update,
    metric_delay,
    retry_gaps,
    throttle_metrics,
    throttled_call,
    zero_points,
)

ALL: dict[str, Measurement] = {
    each.MEASUREMENT.id: each.MEASUREMENT
    for each in (
        burst,
        throttled_call,
        retry_gaps,
        bisect_order,
        throttle_metrics,
        zero_points,
        first_reported,
        function_error,
        latest_update,
        metric_delay,
    )
}


def chosen(ids: Sequence[str]) -> tuple[Measurement, ...]:
    """The measurements with these ids; all without one. Raises ValueError for an id that isn't there."""
    if unknown := [each for each in ids if each not in ALL]:
        raise ValueError(f"no measurement is called {', '.join(unknown)}. There are: {', '.join(ALL)}.")
    return tuple(measurement for id_, measurement in ALL.items() if not ids or id_ in ids)
