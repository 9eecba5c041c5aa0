# Derives BatchSize from the 10 s timeout alone: too many good events to redrive and billed twice.
import math


def tame(incident, pause_s):
    retries, waited = 0, 0.0
    while waited <= incident["outage_s"]:
        retries += 1
        waited += pause_s(retries)
    seconds = incident["minutes"] * 60
    window = math.ceil(2 * incident["shards"] * seconds / incident["most_invocations"])
    batch = 10 / 0.020 - 1  # has to be done before the timeout
    return {
        "BatchSize": max(1, int(batch)),
        "MaximumBatchingWindowInSeconds": min(300, max(1, window)),
        "MaximumRetryAttempts": retries,
        "BisectBatchOnFunctionError": True,
        "FunctionResponseTypes": ["ReportBatchItemFailures"],
        "DestinationConfig": {"OnFailure": {"Destination": incident["queue_arn"]}},
    }
