# Believes that the failures are at the end: takes as many of the last events as FailedRecordCount says.
def failed_events(events, answer):
    count = answer["FailedRecordCount"]
    return events[len(events) - count :]
