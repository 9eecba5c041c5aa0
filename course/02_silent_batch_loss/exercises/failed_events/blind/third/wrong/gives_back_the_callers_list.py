# If all failed it returns the caller's own list; who empties the result then empties events as well.
def failed_events(events, answer):
    results = answer["Records"]
    if answer["FailedRecordCount"] == len(events):
        return events
    return [event for event, result in zip(events, results) if "ErrorCode" in result]
