# the-last-ones-are-missing -> 00.1.other-number
def tokens(events):
    return sum(event["tokens_in"] + event["tokens_out"] for event in events)


def shortfall(served, stored):
    return tokens(served[len(stored) :]) / tokens(served)
