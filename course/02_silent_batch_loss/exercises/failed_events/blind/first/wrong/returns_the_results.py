# Returns the results that hold an error, where the events were asked for.
def failed_events(events, answer):
    return [result for result in answer["Records"] if "ErrorCode" in result]
