# Finds "Rate exceeded" only, not InternalFailure; forbidden: "If a result has an `ErrorCode`", not stored.
def failed_events(events, answer):
    return [
        event
        for event, result in zip(events, answer["Records"], strict=True)
        if "Rate exceeded" in result.get("ErrorMessage", "")
    ]
