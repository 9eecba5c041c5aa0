# Takes the tokens of the copies off the missing ones: a loss and a copy cancel out as in finance's formula.
def tokens(events):
    return sum(event["tokens_in"] + event["tokens_out"] for event in events)


def shortfall(served, stored):
    seen, copies = set(), []
    for event in stored:
        if event["event_id"] in seen:
            copies.append(event)
        seen.add(event["event_id"])
    missing = [event for event in served if event["event_id"] not in seen]
    return max(0, tokens(missing) - tokens(copies)) / tokens(served)
