# Notes the error in the caller's event: what is sent again is no longer the event of the books.
def failed_events(events, answer):
    failed = []
    for event, result in zip(events, answer["Records"], strict=True):
        if "ErrorCode" in result:
            event["error"] = result["ErrorCode"]
            failed.append(event)
    return failed
