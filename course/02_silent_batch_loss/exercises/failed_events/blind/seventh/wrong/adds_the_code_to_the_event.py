# Returns copies of the events with their error code inside, so a resend stores another event.
def failed_events(events, answer):
    results = answer["Records"]
    return [
        {**event, "ErrorCode": result["ErrorCode"]}
        for event, result in zip(events, results, strict=True)
        if "ErrorCode" in result
    ]
