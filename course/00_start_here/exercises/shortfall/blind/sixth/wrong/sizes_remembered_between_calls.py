# Believed an id has one size forever: a second day reuses the ids, and gets the first day's token counts.
SIZES = {}


def tokens(events):
    sizes = ((event["event_id"], event["tokens_in"] + event["tokens_out"]) for event in events)
    return sum(SIZES.setdefault(event_id, size) for event_id, size in sizes)


def shortfall(served, stored):
    stored_ids = {event["event_id"] for event in stored}
    missing = [event for event in served if event["event_id"] not in stored_ids]
    return tokens(missing) / tokens(served)
