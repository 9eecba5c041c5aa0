# Computes the window from minutes as if seconds, 60 times too short; against "`most_invocations`".
import math


def tame(incident, pause_s):
    size = min(
        incident["most_to_redrive"] // max(1, incident["bad_events"]), incident["most_billed_twice"] // 2, 450
    )
    window = math.ceil(2 * incident["shards"] * incident["minutes"] / incident["most_invocations"])
    retries, waited = 0, 0
    while waited <= incident["outage_s"]:
        retries += 1
        waited += pause_s(retries)
    return {
        "BatchSize": max(1, size),
        "MaximumBatchingWindowInSeconds": min(300, max(1, window)),
        "MaximumRetryAttempts": retries,
        "BisectBatchOnFunctionError": True,
        "FunctionResponseTypes": ["ReportBatchItemFailures"],
        "DestinationConfig": {"OnFailure": {"Destination": incident["queue_arn"]}},
    }
