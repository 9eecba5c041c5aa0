# Turns the condition round: returns the events that were stored.
def failed_events(events, answer):
    pairs = zip(events, answer["Records"], strict=True)
    return [event for event, result in pairs if "ErrorCode" not in result]
