# Takes every pause for the longest, a minute: the first ones are far shorter, so good events are dropped.
import math


def tame(incident, pause_s):
    longest = pause_s(100)
    retries = math.floor(incident["outage_s"] / longest) + 1
    seconds = incident["minutes"] * 60
    window = math.ceil(2 * incident["shards"] * seconds / incident["most_invocations"])
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
