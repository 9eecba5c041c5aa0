# Compares the part after the dash of an event_id, which only counts within a gateway: g02-7 hides g01-7.
def tokens(events):
    return sum(event["tokens_in"] + event["tokens_out"] for event in events)


def number_of(event):
    return event["event_id"].rpartition("-")[2]


def shortfall(served, stored):
    stored_ids = {number_of(event) for event in stored}
    missing = [event for event in served if number_of(event) not in stored_ids]
    return tokens(missing) / tokens(served)
