# C style: an index, and a way out when FailedRecordCount is zero.
def failed_events(events, answer):
    left = answer["FailedRecordCount"]
    failed, index = [], 0
    while left:
        if "ErrorCode" in answer["Records"][index]:
            failed.append(events[index])
            left -= 1
        index += 1
    else:
        return failed
