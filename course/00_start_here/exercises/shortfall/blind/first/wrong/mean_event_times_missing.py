# Counts the missing events well, but weighs each with the mean event: wrong as soon as sizes differ.
def tokens(events):
    return sum(event["tokens_in"] + event["tokens_out"] for event in events)


def shortfall(served, stored):
    distinct = len({event["event_id"] for event in stored})
    mean = tokens(served) / len(served)
    return (len(served) - distinct) * mean / tokens(served)
