# Notes the error code in the caller's event, for the log; the event that is sent again has a field more.
def failed_events(events, answer):
    results = answer["Records"]
    failed = []
    for event, result in zip(events, results):
        if "ErrorCode" in result:
            event["error_code"] = result["ErrorCode"]
            failed.append(event)
    return failed
