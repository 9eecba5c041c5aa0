# Pops from the back to save memory: the failed events come in reverse order.
def failed_events(events, answer):
    rest, results, failed = list(events), list(answer["Records"]), []
    while results:
        event, result = rest.pop(), results.pop()
        if "ErrorCode" in result:
            failed.append(event)
    return failed
