# Weighs tokens by their price (3 in, 15 out), which is the share of the money and not of the tokens.


def tokens(events):
    return sum(event["tokens_in"] + event["tokens_out"] for event in events)


def dollars(events):
    return sum(event["tokens_in"] * 3.00 + event["tokens_out"] * 15.00 for event in events)


def shortfall(served, stored):
    stored_ids = {event["event_id"] for event in stored}
    missing = [event for event in served if event["event_id"] not in stored_ids]
    return dollars(missing) / dollars(served)
