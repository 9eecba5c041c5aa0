# Keeps the ids in a module-level set; the second call finds events in the stream that only the first had.
def tokens(events):
    return sum(event["tokens_in"] + event["tokens_out"] for event in events)


stored_ids = set()


def shortfall(served, stored):
    stored_ids.update(event["event_id"] for event in stored)
    missing = [event for event in served if event["event_id"] not in stored_ids]
    return tokens(missing) / tokens(served)
