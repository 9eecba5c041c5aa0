# itertools.accumulate finds the number of retries, and min takes the tightest bound of the batch.
import itertools
import math


def tame(incident, pause_s):
    sums = itertools.accumulate(map(pause_s, itertools.count(1)))
    retries = next(n for n, total in enumerate(sums, 1) if total > incident["outage_s"])
    bounds = (
        400,  # 8 s of work, below the timeout of 10 s
        incident["most_billed_twice"] // 2,
        incident["most_to_redrive"] // max(1, incident["bad_events"]) + 1,
    )
    seconds = incident["minutes"] * 60
    window = math.ceil(seconds * incident["shards"] / (incident["most_invocations"] / 2))
    return dict(
        BatchSize=max(1, int(min(bounds))),
        MaximumBatchingWindowInSeconds=min(300, max(1, window)),
        MaximumRetryAttempts=retries,
        BisectBatchOnFunctionError=True,
        FunctionResponseTypes=["ReportBatchItemFailures"],
        DestinationConfig={"OnFailure": {"Destination": incident["queue_arn"]}},
    )
