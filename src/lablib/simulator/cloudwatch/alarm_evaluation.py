"""When an alarm changes its state: what its last datapoints say, and what it makes of those that are missing.

Sources: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html and
https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Sequence

OK, ALARM, NO_DATA = "OK", "ALARM", "INSUFFICIENT_DATA"
COMPARISONS: dict[str, Callable[[float, float], bool]] = {
    "GreaterThanOrEqualToThreshold": operator.ge,
    "GreaterThanThreshold": operator.gt,
    "LessThanThreshold": operator.lt,
    "LessThanOrEqualToThreshold": operator.le,
}
TREATMENTS = ("breaching", "notBreaching", "ignore", "missing")
FILLS = {"breaching": True, "notBreaching": False}
"""The treatments that put something in the place of a datapoint."""


def next_state(
    state: str, breaching: Sequence[bool | None], periods: int, to_alarm: int, missing: str
) -> str:
    """The state after one evaluation.

    `breaching` has a value for each period of the evaluation range, the newest first: whether its datapoint
    breaches the threshold, None where there is no datapoint. The range is longer than `periods`
    (EvaluationPeriods): while there are that many real datapoints in it, the newest of them decide, and
    `missing` (TreatMissingData) is not asked. `to_alarm` is DatapointsToAlarm.
    """
    real = [value for value in breaching if value is not None]
    gaps = max(0, periods - len(real))
    if not gaps or missing in FILLS:
        decide = [*real[:periods], *[FILLS.get(missing, False)] * gaps]
        return ALARM if sum(decide) >= to_alarm else OK
    if not real:
        return NO_DATA if missing == "missing" else state
    return _with_gaps(state, breaching, to_alarm, missing)


def _with_gaps(state: str, breaching: Sequence[bool | None], to_alarm: int, missing: str) -> str:
    """For `missing` and `ignore`, with too few real datapoints to count, but some.

    What is missing counts for nothing. A breach that is old enough is an alarm all the same: since then there
    was time for as many datapoints as it takes.
    """
    real = [value for value in breaching if value is not None]
    if sum(real) >= to_alarm:
        return ALARM
    if not all(real):
        return OK
    oldest = max(place for place, value in enumerate(breaching) if value is not None)
    return ALARM if missing == "missing" and oldest + 1 >= to_alarm else state
