# Sets the age limit to the length of the outage, so good events that waited it out are dropped at its end.
import math


def tame(incident, pause_s):
    retries, waited = 0, 0
    while waited <= incident["outage_s"]:
        retries += 1
        waited += pause_s(retries)
    twice, redrive = incident["most_billed_twice"] // 2, incident["most_to_redrive"]
    size = max(1, int(min(400, twice, redrive // max(1, incident["bad_events"]))))
    seconds = incident["minutes"] * 60
    for_windows = incident["most_invocations"] / 2 - incident["events_per_s"] * seconds / size
    window = math.ceil(incident["shards"] * seconds / for_windows) if for_windows > 0 else 300
    return {
        "BatchSize": size,
        "MaximumBatchingWindowInSeconds": min(300, window),
        "MaximumRetryAttempts": retries,
        "MaximumRecordAgeInSeconds": max(60, math.ceil(incident["outage_s"])),
        "BisectBatchOnFunctionError": True,
        "FunctionResponseTypes": ["ReportBatchItemFailures"],
        "DestinationConfig": {"OnFailure": {"Destination": incident["queue_arn"]}},
    }
