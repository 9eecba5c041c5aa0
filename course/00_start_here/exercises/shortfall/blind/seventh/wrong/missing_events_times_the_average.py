# Multiplies the missing events by the average event, which is the share of events and not that of tokens.
def tokens(events):
    return sum(event["tokens_in"] + event["tokens_out"] for event in events)


def shortfall(served, stored):
    stored_ids = {event["event_id"] for event in stored}
    missing = len(served) - len(stored_ids)
    average = tokens(served) / len(served)
    return missing * average / tokens(served)
