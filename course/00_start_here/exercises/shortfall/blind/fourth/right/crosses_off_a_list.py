# Keeps a dict of what is owed by id, and crosses off what is stored.
def tokens(events):
    return sum(event["tokens_in"] + event["tokens_out"] for event in events)


def shortfall(served, stored):
    owed = {event["event_id"]: event["tokens_in"] + event["tokens_out"] for event in served}
    everything = sum(owed.values())
    for event in stored:
        owed.pop(event["event_id"], None)
    return sum(owed.values()) / everything
