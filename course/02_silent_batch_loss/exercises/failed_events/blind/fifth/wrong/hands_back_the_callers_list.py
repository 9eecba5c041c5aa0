# If all failed, returns `events` itself, and appends change both; forbidden: "return a new list".
def failed_events(events, answer):
    if answer["FailedRecordCount"] == 0:
        return []
    if answer["FailedRecordCount"] == len(events):
        return events
    results = answer["Records"]
    return [event for event, result in zip(events, results, strict=True) if "ErrorCode" in result]
