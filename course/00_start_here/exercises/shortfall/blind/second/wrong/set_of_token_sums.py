# Collects the sizes of the missing events in a set, so two missing events of equal size count as one.


def tokens(events):
    return sum(event["tokens_in"] + event["tokens_out"] for event in events)


def shortfall(served, stored):
    stored_ids = {event["event_id"] for event in stored}
    missing = {
        event["tokens_in"] + event["tokens_out"] for event in served if event["event_id"] not in stored_ids
    }
    return sum(missing) / tokens(served)
