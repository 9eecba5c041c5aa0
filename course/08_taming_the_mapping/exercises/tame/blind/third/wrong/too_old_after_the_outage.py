# Believes no record gets older than the outage, but pauses and window add to it, so good events are given up.
import math


def tame(incident, pause_s):
    seconds = incident["minutes"] * 60
    bad_events = max(1, incident["bad_events"])
    size = min(400, incident["most_to_redrive"] / bad_events, incident["most_billed_twice"] / 2)
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
        "MaximumRecordAgeInSeconds": max(60, math.ceil(incident["outage_s"])),
        "BisectBatchOnFunctionError": True,
        "FunctionResponseTypes": ["ReportBatchItemFailures"],
        "DestinationConfig": {"OnFailure": {"Destination": incident["queue_arn"]}},
    }
