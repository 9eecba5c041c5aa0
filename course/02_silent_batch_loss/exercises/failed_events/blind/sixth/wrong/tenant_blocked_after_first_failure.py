# Believed a full shard rejects all that follows: later, smaller records of the tenant may well be stored.
def failed_events(events, answer):
    results = answer["Records"]
    blocked, failed = set(), []
    for event, result in zip(events, results, strict=True):
        if "ErrorCode" in result:
            blocked.add(event["tenant"])
        if event["tenant"] in blocked:
            failed.append(event)
    return failed
