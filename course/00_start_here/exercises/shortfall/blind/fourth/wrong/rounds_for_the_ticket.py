# Rounds the share to four digits as the ticket prints it, so a small loss comes out as zero.
def tokens(events):
    return sum(event["tokens_in"] + event["tokens_out"] for event in events)


def shortfall(served, stored):
    stored_ids = {event["event_id"] for event in stored}
    missing = [event for event in served if event["event_id"] not in stored_ids]
    return round(tokens(missing) / tokens(served), 4)
