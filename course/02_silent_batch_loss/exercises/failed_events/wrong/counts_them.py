# counting-is-enough -> 02.1.no-list
def failed_events(events, answer):
    return answer["FailedRecordCount"]
