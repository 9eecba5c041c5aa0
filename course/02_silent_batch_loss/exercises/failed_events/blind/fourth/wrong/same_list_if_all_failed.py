# Returns the caller's own list if every record failed, where a new list was asked for.
def failed_events(events, answer):
    results = answer["Records"]
    if answer["FailedRecordCount"] == 0:
        return []
    if answer["FailedRecordCount"] == len(events):
        return events
    return [event for event, result in zip(events, results, strict=True) if "ErrorCode" in result]
