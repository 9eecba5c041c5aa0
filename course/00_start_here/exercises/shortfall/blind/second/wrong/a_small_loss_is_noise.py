# Reports a loss below a tenth of a per cent as zero, so a small but real loss is never on the ticket.


def tokens(events):
    return sum(event["tokens_in"] + event["tokens_out"] for event in events)


NOISE = 0.001


def shortfall(served, stored):
    stored_ids = {event["event_id"] for event in stored}
    missing = [event for event in served if event["event_id"] not in stored_ids]
    share = tokens(missing) / tokens(served)
    return share if share >= NOISE else 0.0
