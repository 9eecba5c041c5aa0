# Takes the ErrorCode out of the answer while it looks; the answer changes, and asked again none has failed.
def failed_events(events, answer):
    results = answer["Records"]
    return [event for event, result in zip(events, results) if result.pop("ErrorCode", None)]
