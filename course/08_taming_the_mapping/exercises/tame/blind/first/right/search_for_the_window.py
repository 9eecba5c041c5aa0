# Estimates the invocations of a window, and takes the shortest window that stays within the bound.
import math


def tame(incident, pause_s):
    retries = 1
    while sum(map(pause_s, range(1, retries + 1))) <= incident["outage_s"]:
        retries += 1
    most = incident["most_to_redrive"] // incident["bad_events"] + 1
    size = max(1, min(most, incident["most_billed_twice"] // 2, 10_000))
    seconds, shards = incident["minutes"] * 60, incident["shards"]

    def invocations(window):
        by_window = shards * seconds / max(1, window)
        by_size = incident["events_per_s"] * seconds / size
        failing = (shards + incident["bad_events"]) * (retries + 1) + 2 * math.ceil(math.log2(size + 1))
        return max(by_window, by_size) + failing

    fits = (window for window in range(301) if invocations(window) <= 0.8 * incident["most_invocations"])
    fill_s = max(1, min(300, math.ceil(size * shards / incident["events_per_s"])))
    return {
        "BatchSize": size,
        "MaximumBatchingWindowInSeconds": next(fits, fill_s),
        "MaximumRetryAttempts": retries,
        "BisectBatchOnFunctionError": True,
        "FunctionResponseTypes": ["ReportBatchItemFailures"],
        "DestinationConfig": {"OnFailure": {"Destination": incident["queue_arn"]}},
    }
