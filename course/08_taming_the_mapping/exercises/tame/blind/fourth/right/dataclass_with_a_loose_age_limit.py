# A dataclass that checks AWS's bounds, and an age limit far above all allowed ages as a last resort.
import math
from dataclasses import asdict, dataclass


@dataclass
class Settings:
    BatchSize: int
    MaximumBatchingWindowInSeconds: int
    MaximumRetryAttempts: int
    MaximumRecordAgeInSeconds: int
    DestinationConfig: dict
    FunctionResponseTypes: tuple = ("ReportBatchItemFailures",)
    BisectBatchOnFunctionError: bool = True

    def __post_init__(self):
        self.BatchSize = min(max(self.BatchSize, 1), 10_000)
        self.MaximumBatchingWindowInSeconds = min(max(self.MaximumBatchingWindowInSeconds, 1), 300)
        self.MaximumRetryAttempts = min(self.MaximumRetryAttempts, 10_000)
        self.MaximumRecordAgeInSeconds = min(max(self.MaximumRecordAgeInSeconds, 60), 604_800)
        self.FunctionResponseTypes = list(self.FunctionResponseTypes)


def tame(incident, pause_s):
    waited, retries = 0.0, 0
    while not waited > incident["outage_s"]:
        retries += 1
        waited += pause_s(retries)

    batch = min(
        incident["most_billed_twice"] / 2, incident["most_to_redrive"] / max(1, incident["bad_events"])
    )
    batch = max(1, math.floor(min(batch, 400)))
    seconds = incident["minutes"] * 60
    quiet = incident["most_invocations"] / 2
    by_size = incident["events_per_s"] * seconds / batch
    window = math.ceil(incident["shards"] * seconds / (quiet - by_size if quiet > by_size else quiet))
    return asdict(
        Settings(
            BatchSize=batch,
            MaximumBatchingWindowInSeconds=window,
            MaximumRetryAttempts=retries,
            MaximumRecordAgeInSeconds=math.ceil(2 * incident["most_age_s"]) + 600,
            DestinationConfig={"OnFailure": {"Destination": incident["queue_arn"]}},
        )
    )
