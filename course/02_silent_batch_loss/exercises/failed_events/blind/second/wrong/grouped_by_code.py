# Returns the throttled events first and the others behind them: not the order in which they were sent.
def failed_events(events, answer):
    results = answer["Records"]
    by_code = {"ProvisionedThroughputExceededException": [], "InternalFailure": []}
    for event, result in zip(events, results, strict=True):
        if "ErrorCode" in result:
            by_code.setdefault(result["ErrorCode"], []).append(event)
    return [event for group in by_code.values() for event in group]
