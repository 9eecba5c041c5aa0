# Believed a shortcut is harmless: if every record failed, the caller's own list comes back, not a new one.
def failed_events(events, answer):
    results = answer["Records"]
    if answer["FailedRecordCount"] == len(events):
        return events
    return [event for event, result in zip(events, results, strict=True) if "ErrorCode" in result]
