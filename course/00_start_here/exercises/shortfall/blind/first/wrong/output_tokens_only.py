# Believes that only what the model wrote is billed: leaves tokens_in out of both sums.
def tokens(events):
    return sum(event["tokens_in"] + event["tokens_out"] for event in events)


def shortfall(served, stored):
    stored_ids = {event["event_id"] for event in stored}
    lost = sum(event["tokens_out"] for event in served if event["event_id"] not in stored_ids)
    return lost / sum(event["tokens_out"] for event in served)
