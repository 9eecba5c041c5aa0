def failed_events(events, answer):
    # observe
    results = answer["Records"]
    # locate
    return [event for event, result in zip(events, results) if "ErrorCode" in result]
