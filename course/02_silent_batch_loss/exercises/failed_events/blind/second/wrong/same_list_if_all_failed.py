# Hands the caller's own list back if all failed; whoever changes the result then changes what was sent.
def failed_events(events, answer):
    if answer["FailedRecordCount"] == 0:
        return []
    if answer["FailedRecordCount"] == len(events):
        return events
    results = answer["Records"]
    return [events[index] for index, result in enumerate(results) if "ErrorCode" in result]
