# Keeps a dict of served sizes and pops every stored id from it; what remains is missing.
def tokens(events):
    return sum(event["tokens_in"] + event["tokens_out"] for event in events)


def shortfall(served, stored):
    size_of = {event["event_id"]: tokens([event]) for event in served}
    whole = sum(size_of.values())
    for event in stored:
        size_of.pop(event["event_id"], None)
    return sum(size_of.values()) / whole
