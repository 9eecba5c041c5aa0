# Sizes batches by the timeout alone; against "the good events AFTER it in its batch are dropped too".
import math


def tame(incident, pause_s):
    seconds = incident["minutes"] * 60
    window = math.ceil(2 * incident["shards"] * seconds / incident["most_invocations"])
    retries, waited = 0, 0
    while waited <= incident["outage_s"]:
        retries += 1
        waited += pause_s(retries)
    return {
        "BatchSize": 450,  # 9 s of 10; the report and bisect isolate the bad event
        "MaximumBatchingWindowInSeconds": min(300, max(1, window)),
        "MaximumRetryAttempts": retries,
        "BisectBatchOnFunctionError": True,
        "FunctionResponseTypes": ["ReportBatchItemFailures"],
        "DestinationConfig": {"OnFailure": {"Destination": incident["queue_arn"]}},
    }
