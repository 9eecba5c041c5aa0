# Style: a dataclass with one property per setting, built from the incident without changing it.
from dataclasses import dataclass
from itertools import accumulate, count
from math import ceil, floor


@dataclass(frozen=True)
class Bounds:
    shards: int
    events_per_s: float
    minutes: float
    bad_events: int
    outage_s: float
    most_age_s: float
    most_invocations: int
    most_billed_twice: int
    most_to_redrive: int

    def waits(self, pause_s):
        """The fewest retries whose pauses are together longer than the outage, and these pauses' sum."""
        sums = enumerate(accumulate(map(pause_s, count(1))), 1)
        return next((retries, waited) for retries, waited in sums if waited > self.outage_s)

    @property
    def batch_size(self):
        redriven = self.most_to_redrive / self.bad_events + 1 if self.bad_events else 10_000
        return max(1, floor(min(450, redriven, self.most_billed_twice / 2)))

    def window_s(self, longest):
        seconds = 60 * self.minutes
        least = ceil(self.shards * seconds / (self.most_invocations / 2))
        for window in range(max(1, least), min(300, longest)):
            full = self.events_per_s * seconds / self.batch_size
            if self.shards * seconds / window + full <= self.most_invocations / 2:
                return window
        return max(1, least, min(300, longest))


def tame(incident, pause_s):
    bounds = Bounds(**{name: incident[name] for name in Bounds.__dataclass_fields__})
    retries, waited = bounds.waits(pause_s)
    longest = int(bounds.most_age_s - waited - 10 * (retries + 2)) // 2
    return {
        "BatchSize": bounds.batch_size,
        "MaximumBatchingWindowInSeconds": bounds.window_s(longest),
        "MaximumRetryAttempts": retries,
        "MaximumRecordAgeInSeconds": -1,
        "BisectBatchOnFunctionError": True,
        "FunctionResponseTypes": ["ReportBatchItemFailures"],
        "DestinationConfig": {"OnFailure": {"Destination": incident["queue_arn"]}},
    }
