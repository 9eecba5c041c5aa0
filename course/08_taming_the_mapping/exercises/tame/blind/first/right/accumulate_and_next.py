# itertools.accumulate over the pauses finds the first retry that comes after the outage.
import math
from itertools import accumulate, count


def tame(incident, pause_s):
    sums = enumerate(accumulate(map(pause_s, count(1))), 1)
    tries = next(number for number, waited_s in sums if waited_s > incident["outage_s"])
    size = min(10_000, incident["most_to_redrive"] // incident["bad_events"] + 1)
    size = max(1, min(size, incident["most_billed_twice"] // 2))
    windows = incident["most_invocations"] * 3 // 4 - (incident["shards"] + incident["bad_events"]) * tries
    window = math.ceil(60 * incident["minutes"] * incident["shards"] / max(1, windows))
    return dict(
        BatchSize=size,
        MaximumBatchingWindowInSeconds=min(window, 300),
        MaximumRetryAttempts=tries,
        MaximumRecordAgeInSeconds=-1,
        BisectBatchOnFunctionError=True,
        FunctionResponseTypes=["ReportBatchItemFailures"],
        DestinationConfig=dict(OnFailure=dict(Destination=incident["queue_arn"])),
    )
