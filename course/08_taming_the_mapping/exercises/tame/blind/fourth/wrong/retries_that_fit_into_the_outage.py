# Takes the most retries whose pauses fit into the outage, one too few to outlast it: good events are dropped.
import math


def tame(incident, pause_s):
    retries, waited = 0, 0
    while waited + pause_s(retries + 1) <= incident["outage_s"]:
        retries += 1
        waited += pause_s(retries)
    size = min(
        400, incident["most_billed_twice"] // 2, incident["most_to_redrive"] // max(1, incident["bad_events"])
    )
    size = max(1, int(size))
    seconds = incident["minutes"] * 60
    for_windows = incident["most_invocations"] / 2 - incident["events_per_s"] * seconds / size
    window = math.ceil(incident["shards"] * seconds / for_windows) if for_windows > 0 else 300
    return {
        "BatchSize": size,
        "MaximumBatchingWindowInSeconds": min(300, window),
        "MaximumRetryAttempts": retries,
        "BisectBatchOnFunctionError": True,
        "FunctionResponseTypes": ["ReportBatchItemFailures"],
        "DestinationConfig": {"OnFailure": {"Destination": incident["queue_arn"]}},
    }
