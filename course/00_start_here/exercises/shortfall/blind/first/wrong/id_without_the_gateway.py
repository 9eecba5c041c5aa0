# Compares only what stands behind the gateway's name: events of two gateways with one number are confused.
def tokens(events):
    return sum(event["tokens_in"] + event["tokens_out"] for event in events)


def number_of(event):
    return event["event_id"].rpartition("-")[2]


def shortfall(served, stored):
    there = {number_of(event) for event in stored}
    missing = [event for event in served if number_of(event) not in there]
    return tokens(missing) / tokens(served)
