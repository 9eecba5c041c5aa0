# Believes one batch at most goes to the redrive, but each bad event leaves one there.
import math


def tame(incident, pause_s):
    seconds = incident["minutes"] * 60
    size = min(400, incident["most_to_redrive"], incident["most_billed_twice"] / 2)
    size = max(1, int(size))

    half = incident["most_invocations"] / 2
    left = half - incident["events_per_s"] * seconds / size
    window = math.ceil(incident["shards"] * seconds / (left if left > 0 else half))
    window = min(300, max(1, window))

    tries, lasts = 0, 0
    while lasts <= incident["outage_s"] and tries < 10_000:
        tries += 1
        lasts += pause_s(tries)

    return {
        "BatchSize": size,
        "MaximumBatchingWindowInSeconds": window,
        "MaximumRetryAttempts": tries,
        "MaximumRecordAgeInSeconds": max(60, int(incident["most_age_s"])),
        "BisectBatchOnFunctionError": True,
        "FunctionResponseTypes": ["ReportBatchItemFailures"],
        "DestinationConfig": {"OnFailure": {"Destination": incident["queue_arn"]}},
    }
