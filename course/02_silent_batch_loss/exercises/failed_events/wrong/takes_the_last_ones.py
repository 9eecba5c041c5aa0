# failures-come-last -> 02.1.wrong-ones
def failed_events(events, answer):
    return events[len(events) - answer["FailedRecordCount"] :]
