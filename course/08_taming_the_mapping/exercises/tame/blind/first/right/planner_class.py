# A dataclass with a property for each setting.
import math
from dataclasses import dataclass
from typing import Callable


@dataclass
class Planner:
    incident: dict
    pause_s: Callable

    @property
    def retries(self):
        number, left_s = 0, self.incident["outage_s"]
        while left_s >= 0:
            number += 1
            left_s -= self.pause_s(number)
        return number

    @property
    def size(self):
        beside = self.incident["most_to_redrive"] // self.incident["bad_events"]
        return max(1, min(10_000, 1 + beside, self.incident["most_billed_twice"] // 2))

    @property
    def window(self):
        seconds = self.incident["shards"] * self.incident["minutes"] * 60
        tries = (self.incident["shards"] + self.incident["bad_events"]) * (self.retries + 5)
        return min(300, math.ceil(seconds / max(1, 0.8 * self.incident["most_invocations"] - tries)))


def tame(incident, pause_s):
    plan = Planner(incident, pause_s)
    return {
        "BatchSize": plan.size,
        "MaximumBatchingWindowInSeconds": plan.window,
        "MaximumRetryAttempts": plan.retries,
        "BisectBatchOnFunctionError": True,
        "FunctionResponseTypes": ["ReportBatchItemFailures"],
        "DestinationConfig": {"OnFailure": {"Destination": incident["queue_arn"]}},
    }
