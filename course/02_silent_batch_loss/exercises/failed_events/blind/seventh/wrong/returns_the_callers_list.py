# Returns the very list it got if all records failed, so whoever changes the result changes the caller's list.
def failed_events(events, answer):
    results = answer["Records"]
    if answer["FailedRecordCount"] == len(events):
        return events
    return [event for event, result in zip(events, results, strict=True) if "ErrorCode" in result]
