# results-are-records -> 02.1.results
def failed_events(events, answer):
    return [result for result in answer["Records"] if "ErrorCode" in result]
