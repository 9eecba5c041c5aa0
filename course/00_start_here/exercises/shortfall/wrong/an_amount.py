# amount-tells-enough -> 00.1.an-amount
def tokens(events):
    return sum(event["tokens_in"] + event["tokens_out"] for event in events)


def shortfall(served, stored):
    stored_ids = {event["event_id"] for event in stored}
    return tokens([event for event in served if event["event_id"] not in stored_ids])
