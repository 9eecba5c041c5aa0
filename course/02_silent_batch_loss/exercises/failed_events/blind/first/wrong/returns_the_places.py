# Returns the indexes of the failed events instead of the events.
def failed_events(events, answer):
    return [index for index, result in enumerate(answer["Records"]) if "ErrorCode" in result]
