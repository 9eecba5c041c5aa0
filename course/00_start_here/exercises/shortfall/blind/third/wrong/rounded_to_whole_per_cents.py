# Believes two digits are enough for a dashboard; a loss of 0.4 % becomes 0.0, and "above zero" never fires.
def tokens(events):
    return sum(event["tokens_in"] + event["tokens_out"] for event in events)


def shortfall(served, stored):
    stored_ids = {event["event_id"] for event in stored}
    missing = [event for event in served if event["event_id"] not in stored_ids]
    return round(tokens(missing) / tokens(served), 2)
