# Believed a new list is enough: but the error code goes into the caller's events, and is resent.
def failed_events(events, answer):
    results = answer["Records"]
    failed = []
    for event, result in zip(events, results, strict=True):
        if "ErrorCode" in result:
            event["last_error"] = result["ErrorCode"]
            failed.append(event)
    return failed
