# events-weigh-the-same -> 00.1.counts-events
def shortfall(served, stored):
    stored_ids = {event["event_id"] for event in stored}
    missing = [event for event in served if event["event_id"] not in stored_ids]
    return len(missing) / len(served)
