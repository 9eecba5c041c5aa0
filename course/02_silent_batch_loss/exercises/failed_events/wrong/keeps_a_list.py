# module-state-starts-anew -> 02.1.not-of-this-call
def failed_events(events, answer, failed=[]):
    failed += [event for event, result in zip(events, answer["Records"]) if "ErrorCode" in result]
    return failed
