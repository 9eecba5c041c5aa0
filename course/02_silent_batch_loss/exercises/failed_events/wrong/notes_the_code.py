# a-note-on-the-event-is-harmless -> 02.1.no-events
def failed_events(events, answer):
    pairs = zip(events, answer["Records"])
    return [event | {"error": result["ErrorCode"]} for event, result in pairs if "ErrorCode" in result]
