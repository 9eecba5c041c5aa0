# Pops the results off the answer, which is then empty: the caller who counts them afterwards finds nothing.
def failed_events(events, answer):
    results = answer["Records"]
    failed = []
    for event in events:
        if "ErrorCode" in results.pop(0):
            failed.append(event)
    return failed
