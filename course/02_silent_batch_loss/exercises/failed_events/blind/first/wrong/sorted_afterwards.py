# Collects them by id and sorts by id: the order of the call is lost as soon as ids don't ascend.
def failed_events(events, answer):
    failed = {
        event["event_id"]: event
        for event, result in zip(events, answer["Records"], strict=True)
        if "ErrorCode" in result
    }
    return [failed[name] for name in sorted(failed)]
