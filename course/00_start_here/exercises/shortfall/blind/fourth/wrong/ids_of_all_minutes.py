# Collects the stored ids in a module global, so a second count still finds the ids of the first stream.
stored_ids = set()


def tokens(events):
    return sum(event["tokens_in"] + event["tokens_out"] for event in events)


def shortfall(served, stored):
    stored_ids.update(event["event_id"] for event in stored)
    missing = [event for event in served if event["event_id"] not in stored_ids]
    return tokens(missing) / tokens(served)
