# Style: recursion for the retries, integer arithmetic for the rest, and the settings built with dict().
def _retries(pause_s, left, number=1):
    left -= pause_s(number)
    return number if left < 0 else _retries(pause_s, left, number + 1)


def _up(numerator, denominator):
    return int(-(-numerator // denominator))


def tame(incident, pause_s):
    shards, seconds = incident["shards"], incident["minutes"] * 60
    retries = _retries(pause_s, incident["outage_s"])
    blocked = sum(map(pause_s, range(1, retries + 1))) + 10 * (retries + 1)

    sizes = [10 * 1_000 // 20 - 100, incident["most_billed_twice"] // 2]
    if incident["bad_events"]:
        sizes.append(incident["most_to_redrive"] // incident["bad_events"] + 1)
    size = max(1, int(min(sizes)))

    half = incident["most_invocations"] // 2 or 1
    for_windows = half - _up(incident["events_per_s"] * seconds, size)
    least = _up(shards * seconds, half)
    wanted = _up(shards * seconds, for_windows) if for_windows > 0 else 300
    window = max(1, least, min(wanted, 300, int(incident["most_age_s"] - blocked) // 2))

    on_failure = dict(Destination=incident["queue_arn"])
    return dict(
        BatchSize=size,
        MaximumBatchingWindowInSeconds=window,
        MaximumRetryAttempts=retries,
        BisectBatchOnFunctionError=True,
        FunctionResponseTypes=["ReportBatchItemFailures"],
        DestinationConfig=dict(OnFailure=on_failure),
    )
