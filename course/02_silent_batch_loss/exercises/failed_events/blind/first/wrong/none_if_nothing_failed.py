# Returns None, not an empty list, when all is stored: whoever loops over it or takes its length breaks.
def failed_events(events, answer):
    if answer["FailedRecordCount"] > 0:
        results = answer["Records"]
        return [event for event, result in zip(events, results) if result.get("ErrorCode")]
