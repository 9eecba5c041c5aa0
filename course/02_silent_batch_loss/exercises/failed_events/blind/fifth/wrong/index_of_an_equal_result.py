# results.index() finds the first of equal results; forbidden: "result 7 belongs to record 7 of the request".
def failed_events(events, answer):
    results = answer["Records"]
    failed = [result for result in results if "ErrorCode" in result]
    return [events[results.index(result)] for result in failed]
