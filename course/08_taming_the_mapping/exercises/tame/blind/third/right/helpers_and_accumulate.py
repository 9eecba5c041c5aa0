# Helper functions for each setting, itertools.accumulate for the tries, and search over the windows.
from itertools import accumulate, count


def _tries(outage_s, pause_s):
    lasts = accumulate(map(pause_s, count(1)))
    return next(tries for tries, seconds in enumerate(lasts, 1) if seconds > outage_s)


def _size(incident):
    before_timeout = int(10 / 0.020 * 0.8)
    of_redrive = int(incident["most_to_redrive"] // (incident["bad_events"] or 1))
    of_twice = int(incident["most_billed_twice"] // 2)
    return max(1, min(before_timeout, of_redrive, of_twice))


def _window(incident, size):
    seconds = 60 * incident["minutes"]
    full = incident["events_per_s"] * seconds / size
    for window in range(1, 300):
        if incident["shards"] * seconds / window + full <= incident["most_invocations"] / 2:
            return window
    return 300


def tame(incident, pause_s):
    size = _size(incident)
    return {
        "BatchSize": size,
        "MaximumBatchingWindowInSeconds": _window(incident, size),
        "MaximumRetryAttempts": _tries(incident["outage_s"], pause_s),
        "MaximumRecordAgeInSeconds": max(60, int(incident["most_age_s"])),
        "BisectBatchOnFunctionError": True,
        "FunctionResponseTypes": ["ReportBatchItemFailures"],
        "DestinationConfig": {"OnFailure": {"Destination": incident["queue_arn"]}},
    }
