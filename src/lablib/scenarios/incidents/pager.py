"""The pager: when it goes off, and what it says. It knows what the company's dashboards and alarms know."""

from __future__ import annotations

from lablib.scenarios.incidents import looking, slo
from lablib.scenarios.incidents.logged import Logged, clock_text
from lablib.scenarios.incidents.system import System
from lablib.simulator import limits
from lablib.simulator.network.clients import world_client

PAGES_AFTER = 3
"""Minutes outside the objective, of the last five that can be judged."""
OF_LAST = 5
JUMP_H = 10
"""A backlog whose age falls by more than so many hours within minutes has lost records: work brings 7."""
NOTHING_BY_MIN = 90


def wait(system: System) -> str:
    """Let the night go on until the pager goes off; returns why. Raises RuntimeError if it never does."""
    while not (why := reason(system)):
        if system.now_s > system.night_us / limits.US_PER_S + NOTHING_BY_MIN * 60:
            raise RuntimeError(
                f"seed {system.world.seed}: nothing has paged by minute {NOTHING_BY_MIN}: take another seed"
            )
        system.world.sleep(limits.METRIC_PERIOD_S)
    return why


def reason(system: System) -> str:
    """Why the pager goes off now; empty if it doesn't. A backlog that is known of isn't a reason."""
    return _age_jumps(system) if system.setup.before else _too_many_outside(system)


def text(system: System, why: str) -> str:
    """What the pager says, with the alarms that fire."""
    _, alarms = looking.look(system, "alarms", {})
    firing = [f"{name} (since {since})" for name, state, since in alarms if state == "ALARM"]
    told = ", ".join(firing) or "none fires"
    return f"{clock_text(system.now_s)} PAGE usage-billing: {why}.\nAlarms: {told}."


def alarms_told() -> list[Logged]:
    """What the alarms of the open world have done, after their first evaluations."""
    pages = world_client("cloudwatch").get_paginator("describe_alarm_history")
    found = [
        (each["Timestamp"].timestamp(), each["AlarmName"], each["HistorySummary"])
        for page in pages.paginate(HistoryItemType="StateUpdate")
        for each in page["AlarmHistoryItems"]
    ]
    return [
        Logged(at_s, f"alarm {name}: {said.partition('from ')[2]}")
        for at_s, name, said in sorted(found)
        if "INSUFFICIENT_DATA" not in said
    ]


def _too_many_outside(system: System) -> str:
    until_s = system.now_s - slo.SEEN_AFTER_S
    from_s = until_s - slo.WITHIN_S - (OF_LAST + 1) * limits.METRIC_PERIOD_S
    served = system.gateways.served(from_s, until_s)
    outside = slo.minutes_outside(served, system.books.booked_at_s, from_s, until_s)
    said = (
        f"of {OF_LAST} minutes, {PAGES_AFTER} or more are outside the objective "
        f"({slo.TARGET:.0%} of usage is booked within {slo.WITHIN_S // 60} minutes)"
    )
    return said if len(outside) >= PAGES_AFTER else ""


def _age_jumps(system: System) -> str:
    age = {"name": "IteratorAge", "statistic": "Maximum", "minutes": OF_LAST + 3}
    _, rows = looking.look(system, "metric", looking.chosen("metric", age))
    ages_h = [age_ms / limits.S_PER_HOUR / 1_000 for _, age_ms in rows]
    before, after = max(ages_h[:-1], default=0.0), ages_h[-1] if ages_h else 0.0
    said = f"the age of the backlog went from {before:.0f} to {after:.0f} hours within minutes"
    return said if before - after > JUMP_H else ""
