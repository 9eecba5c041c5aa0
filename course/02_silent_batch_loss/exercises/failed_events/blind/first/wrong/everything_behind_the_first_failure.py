# Believes that Kinesis stops at the first refused record: stored events behind it are sent again.
def failed_events(events, answer):
    for index, result in enumerate(answer["Records"]):
        if "ErrorCode" in result:
            return events[index:]
    return []
