# itertools for the pauses, and the settings in one dict.
import math
from itertools import accumulate, count


def tame(incident, pause_s):
    waits = enumerate(accumulate(map(pause_s, count(1))), 1)
    retries = next(number for number, waited in waits if waited > incident["outage_s"])
    seconds = incident["minutes"] * 60
    window = math.ceil(incident["shards"] * seconds / (incident["most_invocations"] / 2))
    sizes = [450, incident["most_billed_twice"] // 2]  # 450 take 9 s of the timeout of 10 s
    if incident["bad_events"]:
        sizes.append(incident["most_to_redrive"] // incident["bad_events"])
    return {
        "BatchSize": max(1, int(min(sizes))),
        "MaximumBatchingWindowInSeconds": min(max(window, 1), 300),
        "MaximumRetryAttempts": retries,
        "BisectBatchOnFunctionError": True,
        "FunctionResponseTypes": ["ReportBatchItemFailures"],
        "DestinationConfig": {"OnFailure": {"Destination": incident["queue_arn"]}},
    }
