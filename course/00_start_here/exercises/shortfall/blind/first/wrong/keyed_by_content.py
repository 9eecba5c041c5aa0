# Compares what was consumed, not the id: two requests alike in model and tokens count as one event.
def tokens(events):
    return sum(event["tokens_in"] + event["tokens_out"] for event in events)


def signature(event):
    return event["tenant"], event["model"], event["tokens_in"], event["tokens_out"]


def shortfall(served, stored):
    there = set(map(signature, stored))
    missing = [event for event in served if signature(event) not in there]
    return tokens(missing) / tokens(served)
