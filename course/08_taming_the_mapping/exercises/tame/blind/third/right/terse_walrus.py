# Terse: a walrus in a while loop for the tries, one expression each for size and window.
from math import ceil


def tame(incident, pause_s):
    tries, left = 1, incident["outage_s"]
    while (left := left - pause_s(tries)) >= 0:
        tries += 1
    bad, twice = max(1, incident["bad_events"]), incident["most_billed_twice"]
    size = max(1, min(480, incident["most_to_redrive"] // bad, twice // 2))
    seconds = incident["minutes"] * 60
    spare = incident["most_invocations"] / 2 - seconds * incident["events_per_s"] / size
    window = ceil(seconds * incident["shards"] / spare) if spare > 0 else 300
    return {
        "BatchSize": int(size),
        "MaximumBatchingWindowInSeconds": min(window, 300),
        "MaximumRetryAttempts": tries,
        "MaximumRecordAgeInSeconds": max(60, int(incident["most_age_s"])),
        "BisectBatchOnFunctionError": True,
        "FunctionResponseTypes": ["ReportBatchItemFailures"],
        "DestinationConfig": {"OnFailure": {"Destination": incident["queue_arn"]}},
    }
