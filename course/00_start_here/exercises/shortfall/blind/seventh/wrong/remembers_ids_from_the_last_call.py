# Keeps the ids it has seen in a module global, so a second call takes events of an earlier one for stored.
seen = set()


def tokens(events):
    return sum(event["tokens_in"] + event["tokens_out"] for event in events)


def shortfall(served, stored):
    seen.update(event["event_id"] for event in stored)
    missing = [event for event in served if event["event_id"] not in seen]
    return tokens(missing) / tokens(served)
