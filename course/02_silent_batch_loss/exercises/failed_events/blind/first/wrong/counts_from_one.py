# Numbers the results from 1: it returns the event behind each failed one.
def failed_events(events, answer):
    numbered = enumerate(answer["Records"], start=1)
    failed = {number for number, result in numbered if "ErrorCode" in result}
    return [event for number, event in enumerate(events) if number in failed]
