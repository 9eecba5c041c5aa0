# itertools: the retries are counted off the running sum of the pauses.
from itertools import accumulate, count, takewhile
from math import ceil


def tame(incident, pause_s):
    outage, shards = incident["outage_s"], incident["shards"]
    elapsed = accumulate(pause_s(n) for n in count(1))
    retries = 1 + sum(1 for _ in takewhile(lambda total: total <= outage, elapsed))
    per_bad_event = incident["most_to_redrive"] // max(1, incident["bad_events"])
    bounds = (per_bad_event, incident["most_billed_twice"] // 2)
    windows_s = 2 * shards * 60 * incident["minutes"] / incident["most_invocations"]
    return dict(
        BatchSize=max(1, min(*bounds, 400)),
        MaximumBatchingWindowInSeconds=min(300, ceil(windows_s)),
        MaximumRetryAttempts=retries,
        MaximumRecordAgeInSeconds=max(60, int(incident["most_age_s"])),
        BisectBatchOnFunctionError=True,
        FunctionResponseTypes=["ReportBatchItemFailures"],
        DestinationConfig={"OnFailure": {"Destination": incident["queue_arn"]}},
    )
