# Believed every error code ends in Exception: InternalFailure doesn't, so these events are lost silently.
def failed_events(events, answer):
    results = answer["Records"]
    return [
        event
        for event, result in zip(events, results, strict=True)
        if result.get("ErrorCode", "").endswith("Exception")
    ]
