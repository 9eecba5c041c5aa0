# Pops each result off the answer's own list, so whoever reads the answer afterwards finds no results.
def failed_events(events, answer):
    results = answer["Records"]
    failed = []
    for event in events:
        result = results.pop(0)
        if "ErrorCode" in result:
            failed.append(event)
    return failed
