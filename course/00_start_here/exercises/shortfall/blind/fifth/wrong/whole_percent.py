# Cuts the share to a whole percent, 0.6 % becomes 0; forbidden: "0.25 for a quarter, without rounding".
def tokens(events):
    return sum(event["tokens_in"] + event["tokens_out"] for event in events)


def shortfall(served, stored):
    stored_ids = {event["event_id"] for event in stored}
    missing = [event for event in served if event["event_id"] not in stored_ids]
    return tokens(missing) * 100 // tokens(served) / 100
