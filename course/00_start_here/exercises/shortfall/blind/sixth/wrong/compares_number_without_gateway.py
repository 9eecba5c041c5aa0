# Believed the number in an event id is unique: g01-000007 stored hides that g02-000007 is missing.
def tokens(events):
    return sum(event["tokens_in"] + event["tokens_out"] for event in events)


def number_of(event):
    return event["event_id"].rpartition("-")[2]


def shortfall(served, stored):
    stored_ids = {number_of(event) for event in stored}
    missing = [event for event in served if number_of(event) not in stored_ids]
    return tokens(missing) / tokens(served)
