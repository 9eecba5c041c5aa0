# Works on copies: pops pairs from the ends of two fresh lists and turns the result around.
def failed_events(events, answer):
    left, results, failed = list(events), list(answer.get("Records", [])), []
    if len(left) != len(results):
        raise ValueError("the answer doesn't belong to these events")
    while left:
        event, result = left.pop(), results.pop()
        if "ErrorCode" in result:
            failed.append(event)
    failed.reverse()
    return failed
