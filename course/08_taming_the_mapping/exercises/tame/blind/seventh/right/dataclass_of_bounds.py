# A dataclass holds the incident, and every setting is a method.
from dataclasses import dataclass
from math import ceil
from typing import Any


@dataclass(frozen=True)
class Tamed:
    incident: dict
    pause_s: Any

    def retries(self):
        n, waited = 0, 0.0
        while waited <= self.incident["outage_s"]:
            n += 1
            waited += self.pause_s(n)
        return n

    def batch(self):
        bad = self.incident["bad_events"]
        in_time = int(10 / 0.02 * 0.8)
        twice = int(self.incident["most_billed_twice"]) // 2
        redrive = int(self.incident["most_to_redrive"]) // bad if bad else in_time
        return max(1, min(in_time, twice, redrive))

    def window(self):
        shard_seconds = self.incident["shards"] * self.incident["minutes"] * 60
        return min(300, max(1, ceil(shard_seconds * 2 / self.incident["most_invocations"])))


def tame(incident, pause_s):
    tamed = Tamed(incident, pause_s)
    return {
        "MaximumRetryAttempts": tamed.retries(),
        "MaximumRecordAgeInSeconds": -1,
        "BatchSize": tamed.batch(),
        "MaximumBatchingWindowInSeconds": tamed.window(),
        "BisectBatchOnFunctionError": True,
        "FunctionResponseTypes": ["ReportBatchItemFailures"],
        "DestinationConfig": {"OnFailure": {"Destination": incident["queue_arn"]}},
    }
