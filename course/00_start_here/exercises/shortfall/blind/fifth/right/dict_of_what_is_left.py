# Style: a dict of tokens by id, from which every stored id is popped with a default.
def shortfall(served, stored):
    owed = {event["event_id"]: event["tokens_in"] + event["tokens_out"] for event in served}
    everything = sum(owed.values())
    for event in stored:
        owed.pop(event["event_id"], None)
    return sum(owed.values()) / everything
