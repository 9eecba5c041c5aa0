# Collects the ids in a module variable: the second day takes an id of the first day as stored.
def tokens(events):
    return sum(event["tokens_in"] + event["tokens_out"] for event in events)


stored_ids = set()


def shortfall(served, stored):
    for event in stored:
        stored_ids.add(event["event_id"])
    missing = [event for event in served if event["event_id"] not in stored_ids]
    return tokens(missing) / tokens(served)
