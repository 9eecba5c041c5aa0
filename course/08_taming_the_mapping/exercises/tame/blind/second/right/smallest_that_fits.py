# Searches each number with next() over a range: the first one that keeps its bound.


def tame(incident, pause_s):
    seconds, bad = 60 * incident["minutes"], incident["bad_events"]

    def keeps(size):
        return bad * size <= incident["most_to_redrive"] and 2 * size <= incident["most_billed_twice"]

    def cheap(window):
        return 2 * incident["shards"] * seconds <= incident["most_invocations"] * window

    def outlasts(retries):
        return sum(pause_s(n + 1) for n in range(retries)) > incident["outage_s"]

    settings = {"BisectBatchOnFunctionError": True, "FunctionResponseTypes": ["ReportBatchItemFailures"]}
    settings["BatchSize"] = next((size for size in range(400, 1, -1) if keeps(size)), 1)
    settings["MaximumBatchingWindowInSeconds"] = next(filter(cheap, range(1, 301)), 300)
    settings["MaximumRetryAttempts"] = next(n for n in range(1, 10_001) if outlasts(n))
    settings["MaximumRecordAgeInSeconds"] = max(60, int(incident["most_age_s"]))
    settings["DestinationConfig"] = {"OnFailure": {"Destination": incident["queue_arn"]}}
    return settings
