# A dataclass of the incident with one property per setting.
import math
from dataclasses import dataclass


@dataclass(frozen=True)
class Plan:
    incident: dict
    pause_s: object

    @property
    def retries(self):
        waited, number = 0.0, 0
        while not waited > self.incident["outage_s"]:
            number += 1
            waited += self.pause_s(number)
        return number

    @property
    def batch_size(self):
        by_redrive = self.incident["most_to_redrive"] // max(1, self.incident["bad_events"])
        by_second_bills = self.incident["most_billed_twice"] // 2
        by_timeout = int(0.9 * 10 / 0.020)
        return max(1, int(min(by_redrive, by_second_bills, by_timeout)))

    @property
    def window_s(self):
        healthy = self.incident["most_invocations"] / 2
        return max(1, min(300, math.ceil(60 * self.incident["minutes"] * self.incident["shards"] / healthy)))


def tame(incident, pause_s):
    plan = Plan(incident, pause_s)
    return dict(
        BatchSize=plan.batch_size,
        MaximumBatchingWindowInSeconds=plan.window_s,
        MaximumRetryAttempts=plan.retries,
        BisectBatchOnFunctionError=True,
        FunctionResponseTypes=["ReportBatchItemFailures"],
        DestinationConfig=dict(OnFailure=dict(Destination=incident["queue_arn"])),
        ParallelizationFactor=1,
    )
