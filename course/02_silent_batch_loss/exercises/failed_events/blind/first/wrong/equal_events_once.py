# Drops repeated events on the way: if two equal events failed, one of them is never sent again.
def failed_events(events, answer):
    failed = []
    for event, result in zip(events, answer["Records"], strict=True):
        if "ErrorCode" in result and event not in failed:
            failed.append(event)
    return failed
