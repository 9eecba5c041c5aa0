"""What a look into a log shows."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from lablib.scenarios.incidents import looking
from lablib.simulator import limits
from lablib.simulator.lambda_.function.invocation_log import InvocationLog

MINUTE_US = 60 * limits.US_PER_S


def test_a_line_has_its_own_time_and_not_that_of_its_invocations_start() -> None:
    """The first invocation times out in minute 5, after the second one has come and gone."""
    timed_out = InvocationLog(
        "r1", 0, 128, ended_us=5 * MINUTE_US, printed=["begins\n"], ending=("Task timed out",)
    )
    fine = InvocationLog("r2", 2 * MINUTE_US, 128, ended_us=3 * MINUTE_US, printed=["fine\n"])
    system: Any = SimpleNamespace(world=SimpleNamespace(logs=lambda function: [timed_out, fine]))
    _, rows = looking.look(system, "logs", looking.chosen("logs", {}))
    assert rows == [("00:00", "begins"), ("00:02", "fine"), ("00:05", "Task timed out")]
