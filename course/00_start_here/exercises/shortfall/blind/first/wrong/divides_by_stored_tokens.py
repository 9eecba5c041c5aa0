# Takes the stored tokens as the whole: a quarter missing comes out as a third, and too small with copies.
def tokens(events):
    return sum(event["tokens_in"] + event["tokens_out"] for event in events)


def shortfall(served, stored):
    stored_ids = {event["event_id"] for event in stored}
    missing = [event for event in served if event["event_id"] not in stored_ids]
    return tokens(missing) / tokens(stored)
