# A dataclass made from the incident, a property for each setting, and settings that AWS's bounds clamp.
import math
from dataclasses import dataclass


@dataclass
class Incident:
    shards: int
    events_per_s: float
    minutes: float
    bad_events: int
    outage_s: float
    queue_arn: str
    most_age_s: float
    most_invocations: float
    most_billed_twice: float
    most_to_redrive: float

    @property
    def size(self):
        shared = self.most_to_redrive / self.bad_events if self.bad_events else 10_000
        return math.floor(max(1, min(450, shared, self.most_billed_twice / 2)))

    @property
    def window(self):
        seconds, half = self.minutes * 60, self.most_invocations / 2
        by_size = self.events_per_s * seconds / self.size
        by_window = max(half - by_size, 1)
        return max(1, min(300, math.ceil(self.shards * seconds / by_window)))

    def tries(self, pause_s):
        left, tries = self.outage_s, 0
        while left >= 0:
            tries += 1
            left -= pause_s(tries)
        return min(10_000, tries)


def tame(incident, pause_s):
    names = Incident.__dataclass_fields__
    own = Incident(**{name: value for name, value in incident.items() if name in names})
    return dict(
        BatchSize=own.size,
        MaximumBatchingWindowInSeconds=own.window,
        MaximumRetryAttempts=own.tries(pause_s),
        MaximumRecordAgeInSeconds=min(604_800, max(60, math.floor(own.most_age_s))),
        BisectBatchOnFunctionError=True,
        FunctionResponseTypes=["ReportBatchItemFailures"],
        DestinationConfig={"OnFailure": {"Destination": own.queue_arn}},
    )
