# Recursion over the pauses, and the shortest window that keeps half of the invocations, found with next.
def tame(incident, pause_s):
    def retries(left_s, n=1):
        return n if pause_s(n) > left_s else retries(left_s - pause_s(n), n + 1)

    size = min(
        450,  # 9 s of the 10 s until the timeout
        int(incident["most_billed_twice"]) // 2,
        int(incident["most_to_redrive"]) // int(incident["bad_events"] or 1),
    )
    size = max(size, 1)
    seconds, half = incident["minutes"] * 60, incident["most_invocations"] / 2
    full = incident["events_per_s"] * seconds / size
    window = next((w for w in range(1, 300) if incident["shards"] * seconds / w + full <= half), None)
    if window is None:
        window = next((w for w in range(1, 300) if incident["shards"] * seconds / w <= half), 300)
    return {
        "MaximumRetryAttempts": retries(incident["outage_s"]),
        "BisectBatchOnFunctionError": True,
        "FunctionResponseTypes": ["ReportBatchItemFailures"],
        "DestinationConfig": {"OnFailure": {"Destination": incident["queue_arn"]}},
        "BatchSize": size,
        "MaximumBatchingWindowInSeconds": window,
    }
