# Takes the number behind the dash for the whole id, so events of two gateways with one number are mixed up.
def tokens(events):
    return sum(event["tokens_in"] + event["tokens_out"] for event in events)


def number_of(event):
    return event["event_id"].rpartition("-")[2]


def shortfall(served, stored):
    stored_numbers = {number_of(event) for event in stored}
    missing = [event for event in served if number_of(event) not in stored_numbers]
    return tokens(missing) / tokens(served)
