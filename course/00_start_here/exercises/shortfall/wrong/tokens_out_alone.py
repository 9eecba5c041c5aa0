# output-is-what-counts -> 00.1.one-side
def shortfall(served, stored):
    stored_ids = {event["event_id"] for event in stored}
    missing = [event for event in served if event["event_id"] not in stored_ids]
    return sum(event["tokens_out"] for event in missing) / sum(event["tokens_out"] for event in served)
