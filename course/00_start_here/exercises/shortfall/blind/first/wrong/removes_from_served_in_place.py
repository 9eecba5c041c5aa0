# Strikes the stored events off the caller's own list: whoever uses `served` afterwards sees only the missing.
def tokens(events):
    return sum(event["tokens_in"] + event["tokens_out"] for event in events)


def shortfall(served, stored):
    stored_ids = {event["event_id"] for event in stored}
    whole = tokens(served)
    served[:] = [event for event in served if event["event_id"] not in stored_ids]
    return tokens(served) / whole
