# Returns in the loop: all failed events behind the first are forgotten.
def failed_events(events, answer):
    for event, result in zip(events, answer["Records"], strict=True):
        if "ErrorCode" in result:
            return [event]
    return []
