"""The company's objective: usage is booked within five minutes.

A minute is *outside* if more than 1 % of what was served in it wasn't booked five minutes after it ended. So
a minute is judged late, and repairing the books afterwards doesn't bring it back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from lablib.simulator import limits

WITHIN_S = 300
TARGET = 0.99
SEEN_AFTER_S = 120
"""Dashboards show a minute's verdict so much later, as CloudWatch shows datapoints."""
_MINUTE_S = limits.METRIC_PERIOD_S


def minutes_outside(
    served: Iterable[tuple[str, float]], booked_at_s: Mapping[str, float], from_s: float, until_s: float
) -> list[float]:
    """The minutes outside, as the seconds since the epoch at which each began.

    `served` has an event's id and when it was served. Judged are the minutes that begin at `from_s` or later
    and can be judged at `until_s`.
    """
    total: dict[float, int] = {}
    late: dict[float, int] = {}
    for event_id, at_s in served:
        began_s = at_s - at_s % _MINUTE_S
        due_s = began_s + _MINUTE_S + WITHIN_S
        if began_s < from_s or due_s > until_s:
            continue
        total[began_s] = total.get(began_s, 0) + 1
        booked_s = booked_at_s.get(event_id)
        late[began_s] = late.get(began_s, 0) + (booked_s is None or booked_s > due_s)
    return [began_s for began_s, count in sorted(late.items()) if count > (1 - TARGET) * total[began_s]]
