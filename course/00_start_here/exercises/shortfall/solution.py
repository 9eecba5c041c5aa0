def tokens(events):
    return sum(event["tokens_in"] + event["tokens_out"] for event in events)


def shortfall(served, stored):
    # observe
    stored_ids = {event["event_id"] for event in stored}
    # locate
    missing = [event for event in served if event["event_id"] not in stored_ids]
    # how much of all served tokens is that?
    return tokens(missing) / tokens(served)
