# The set of ids outlives the call; forbidden: share missing from *the* stream, "some not at all" in `stored`.
STORED_IDS = set()


def tokens(events):
    return sum(event["tokens_in"] + event["tokens_out"] for event in events)


def shortfall(served, stored):
    STORED_IDS.update(event["event_id"] for event in stored)
    missing = [event for event in served if event["event_id"] not in STORED_IDS]
    return tokens(missing) / tokens(served)
