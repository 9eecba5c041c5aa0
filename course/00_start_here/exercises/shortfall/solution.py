def tokens(events):
    return sum(event["tokens_in"] + event["tokens_out"] for event in events)


def shortfall(served, stored):
    # observe
    stored_ids = {event["event_id"] for event in stored}
    # locate
    missing = [event for event in served if event["event_id"] not in stored_ids]
    # what share of all served tokens is missing?
    return tokens(missing) / tokens(served)
