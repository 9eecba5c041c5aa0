# key-tells-the-record -> 02.1.stored-ones
def failed_events(events, answer):
    tenants = {event["tenant"] for event, result in zip(events, answer["Records"]) if "ErrorCode" in result}
    return [event for event in events if event["tenant"] in tenants]
