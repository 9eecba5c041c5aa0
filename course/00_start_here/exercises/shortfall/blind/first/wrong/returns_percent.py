# Believes the ticket wants per cent: returns 25.0 for a quarter.
def tokens(events):
    return sum(event["tokens_in"] + event["tokens_out"] for event in events)


def shortfall(served, stored):
    stored_ids = {event["event_id"] for event in stored}
    missing = [event for event in served if event["event_id"] not in stored_ids]
    return 100 * tokens(missing) / tokens(served)
