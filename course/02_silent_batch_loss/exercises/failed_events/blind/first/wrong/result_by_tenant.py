# Keeps one result for each tenant, the last: a tenant that failed in part is wholly lost or doubled.
def failed_events(events, answer):
    outcome = {}
    for event, result in zip(events, answer["Records"], strict=True):
        outcome[event["tenant"]] = "ErrorCode" in result
    return [event for event in events if outcome[event["tenant"]]]
