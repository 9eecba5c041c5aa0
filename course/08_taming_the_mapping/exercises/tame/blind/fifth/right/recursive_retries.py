# Recursion for the retries, and an age limit far above the highest age that is allowed.
import math


def tame(incident, pause_s):
    def retries(number, left_s):
        return number - 1 if left_s < 0 else retries(number + 1, left_s - pause_s(number))

    half = incident["most_invocations"] / 2
    window = math.ceil(incident["shards"] * incident["minutes"] * 60 / half)
    size = min(
        450, incident["most_billed_twice"] // 2, incident["most_to_redrive"] // (incident["bad_events"] or 1)
    )
    settings = {"MaximumRetryAttempts": retries(1, incident["outage_s"])}
    settings |= {"MaximumRecordAgeInSeconds": min(604_800, max(60, 3 * math.ceil(incident["most_age_s"])))}
    settings |= {"BatchSize": int(size) or 1, "MaximumBatchingWindowInSeconds": min(300, window or 1)}
    settings |= {"BisectBatchOnFunctionError": True, "FunctionResponseTypes": ["ReportBatchItemFailures"]}
    return settings | {"DestinationConfig": {"OnFailure": {"Destination": incident["queue_arn"]}}}
