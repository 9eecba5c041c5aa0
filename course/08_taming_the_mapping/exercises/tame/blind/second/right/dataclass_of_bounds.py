# A dataclass with a property per setting.
import math
from dataclasses import dataclass

EVENT_S, TIMEOUT_S = 0.02, 10


@dataclass(frozen=True)
class _Bounds:
    incident: dict

    @property
    def batch(self):
        redrive = self.incident["most_to_redrive"] // max(1, self.incident["bad_events"])
        in_time = int(0.8 * TIMEOUT_S / EVENT_S)
        return max(1, min(redrive, self.incident["most_billed_twice"] // 2, in_time))

    @property
    def window(self):
        invocations_a_shard = self.incident["most_invocations"] / 2 / self.incident["shards"]
        return min(300, math.ceil(self.incident["minutes"] * 60 / invocations_a_shard))

    def retries(self, pause_s, n=1, waited=0):
        waited += pause_s(n)
        return n if waited > self.incident["outage_s"] else self.retries(pause_s, n + 1, waited)


def tame(incident, pause_s):
    bounds = _Bounds(incident)
    return {
        "BatchSize": bounds.batch,
        "MaximumBatchingWindowInSeconds": bounds.window,
        "MaximumRetryAttempts": bounds.retries(pause_s),
        "MaximumRecordAgeInSeconds": max(60, math.floor(incident["most_age_s"])),
        "BisectBatchOnFunctionError": True,
        "FunctionResponseTypes": ["ReportBatchItemFailures"],
        "DestinationConfig": {"OnFailure": {"Destination": incident["queue_arn"]}},
    }
