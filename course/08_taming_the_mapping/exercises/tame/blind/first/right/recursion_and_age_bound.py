# Recursion for the tries; the promised age as MaximumRecordAgeInSeconds, which the plan never reaches.
import math

FIXED = {"BisectBatchOnFunctionError": True, "FunctionResponseTypes": ["ReportBatchItemFailures"]}


def retries_for(seconds, pause_s, number=1):
    rest = seconds - pause_s(number)
    return number if rest < 0 else retries_for(rest, pause_s, number + 1)


def tame(incident, pause_s):
    tries = retries_for(incident["outage_s"], pause_s)
    beside = incident["most_to_redrive"] // incident["bad_events"]
    polls = incident["shards"] * incident["minutes"] * 60
    spare = 0.75 * incident["most_invocations"] - (incident["shards"] + incident["bad_events"]) * tries
    sizes = {
        "BatchSize": max(1, min(10_000, beside + 1, incident["most_billed_twice"] // 2)),
        "MaximumBatchingWindowInSeconds": min(300, math.ceil(polls / max(1, spare))),
    }
    bounds = {
        "MaximumRetryAttempts": tries,
        "MaximumRecordAgeInSeconds": max(60, math.ceil(incident["most_age_s"])),
        "DestinationConfig": {"OnFailure": {"Destination": incident["queue_arn"]}},
    }
    return FIXED | sizes | bounds
