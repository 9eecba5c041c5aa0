# Subtracts stored events by equality, a stored twin hides a failed one; forbidden: "one dict per record".
def failed_events(events, answer):
    stored = [
        event for event, result in zip(events, answer["Records"], strict=True) if "ErrorCode" not in result
    ]
    return [event for event in events if event not in stored]
