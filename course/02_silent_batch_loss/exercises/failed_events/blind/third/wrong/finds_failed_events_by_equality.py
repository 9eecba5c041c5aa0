# Looks failed events up by their content; of two equal events, one stored, both come back as failed.
def failed_events(events, answer):
    results = answer["Records"]
    failed = [events[index] for index, result in enumerate(results) if "ErrorCode" in result]
    return [event for event in events if event in failed]
