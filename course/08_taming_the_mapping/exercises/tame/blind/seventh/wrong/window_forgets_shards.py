# Counts one invocation per window for the whole stream, but each shard has its own: too many.
import math


def tame(incident, pause_s):
    retries, waited = 0, 0.0
    while waited <= incident["outage_s"]:
        retries += 1
        waited += pause_s(retries)
    seconds = incident["minutes"] * 60
    window = math.ceil(2 * seconds / incident["most_invocations"])
    per_bad = incident["most_to_redrive"] // max(1, incident["bad_events"]) + 1
    batch = min(400, incident["most_billed_twice"] // 2, per_bad)
    return {
        "BatchSize": max(1, int(batch)),
        "MaximumBatchingWindowInSeconds": min(300, max(1, window)),
        "MaximumRetryAttempts": retries,
        "BisectBatchOnFunctionError": True,
        "FunctionResponseTypes": ["ReportBatchItemFailures"],
        "DestinationConfig": {"OnFailure": {"Destination": incident["queue_arn"]}},
    }
