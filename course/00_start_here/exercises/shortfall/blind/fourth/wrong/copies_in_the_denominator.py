# Divides by missing plus stored, taking that for all that was served, but copies in stored make it too large.
def tokens(events):
    return sum(event["tokens_in"] + event["tokens_out"] for event in events)


def shortfall(served, stored):
    stored_ids = {event["event_id"] for event in stored}
    missing = [event for event in served if event["event_id"] not in stored_ids]
    lost = tokens(missing)
    return lost / (lost + tokens(stored))
