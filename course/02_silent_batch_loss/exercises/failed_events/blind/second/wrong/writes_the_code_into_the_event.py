# Notes the error code in the event itself for the log: the caller's dict is changed, and sent with the note.
def failed_events(events, answer):
    results = answer["Records"]
    failed = []
    for event, result in zip(events, results, strict=True):
        if code := result.get("ErrorCode"):
            event["error_code"] = code
            failed.append(event)
    return failed
