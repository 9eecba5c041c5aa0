# Style: a dict of what each id owes, from which stored ids are struck; no list of missing events.
def tokens(events):
    return sum(event["tokens_in"] + event["tokens_out"] for event in events)


def shortfall(served, stored):
    owed = {event["event_id"]: tokens([event]) for event in served}
    everything = sum(owed.values())
    for event in stored:
        owed.pop(event["event_id"], None)
    return sum(owed.values()) / everything
