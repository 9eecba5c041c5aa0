# Looks failed events up by equality, so a stored event that equals a failed one is returned as well.
def failed_events(events, answer):
    results = answer["Records"]
    failed = [events[index] for index, result in enumerate(results) if "ErrorCode" in result]
    return [event for event in events if event in failed]
