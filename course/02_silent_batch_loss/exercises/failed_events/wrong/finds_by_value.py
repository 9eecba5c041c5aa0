# equal-events-are-one -> 02.1.twins
def failed_events(events, answer):
    return [event for event in events if "ErrorCode" in answer["Records"][events.index(event)]]
