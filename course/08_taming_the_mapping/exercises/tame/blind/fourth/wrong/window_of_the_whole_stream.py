# Computes the window as if one invocation served all shards, so there are too many invocations by that factor.
import math


def tame(incident, pause_s):
    retries, waited = 0, 0
    while waited <= incident["outage_s"]:
        retries += 1
        waited += pause_s(retries)
    twice, redrive = incident["most_billed_twice"] // 2, incident["most_to_redrive"]
    size = max(1, int(min(400, twice, redrive // max(1, incident["bad_events"]))))
    window = math.ceil(2 * incident["minutes"] * 60 / incident["most_invocations"])
    return {
        "BatchSize": size,
        "MaximumBatchingWindowInSeconds": min(300, window),
        "MaximumRetryAttempts": retries,
        "BisectBatchOnFunctionError": True,
        "FunctionResponseTypes": ["ReportBatchItemFailures"],
        "DestinationConfig": {"OnFailure": {"Destination": incident["queue_arn"]}},
    }
