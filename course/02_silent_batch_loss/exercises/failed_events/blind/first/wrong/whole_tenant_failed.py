# Believes a full shard refuses all of a tenant: stored events of a tenant with one failure are sent again.
def failed_events(events, answer):
    results = answer["Records"]
    full = {event["tenant"] for event, result in zip(events, results) if "ErrorCode" in result}
    return [event for event in events if event["tenant"] in full]
