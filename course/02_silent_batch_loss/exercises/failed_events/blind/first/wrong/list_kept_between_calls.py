# Collects in a list of the module: the second call returns the first one's failures once more.
failed = []


def failed_events(events, answer):
    for event, result in zip(events, answer["Records"], strict=True):
        if "ErrorCode" in result:
            failed.append(event)
    return failed
