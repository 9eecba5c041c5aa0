# Finance's formula over a dict by id: one minus what is stored, each event once.
def tokens(events):
    return sum(event["tokens_in"] + event["tokens_out"] for event in events)


def shortfall(served, stored):
    return 1 - tokens({event["event_id"]: event for event in stored}.values()) / tokens(served)
