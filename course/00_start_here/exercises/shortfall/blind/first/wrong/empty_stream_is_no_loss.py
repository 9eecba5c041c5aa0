# Takes an empty stream for "nothing to compare" and returns 0.0, where all of the tokens are missing.
def tokens(events):
    return sum(event["tokens_in"] + event["tokens_out"] for event in events)


def shortfall(served, stored):
    if not served or not stored:
        return 0.0
    stored_ids = {event["event_id"] for event in stored}
    missing = [event for event in served if event["event_id"] not in stored_ids]
    return tokens(missing) / tokens(served)
