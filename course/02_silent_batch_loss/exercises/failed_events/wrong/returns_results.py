# results-are-records -> 02.1.no-events
def failed_events(events, answer):
    return [result for result in answer["Records"] if "ErrorCode" in result]
