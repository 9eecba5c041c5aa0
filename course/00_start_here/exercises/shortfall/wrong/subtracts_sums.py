# sums-tell-the-loss -> 00.1.copies-hide-it
def tokens(events):
    return sum(event["tokens_in"] + event["tokens_out"] for event in events)


def shortfall(served, stored):
    return 1 - tokens(stored) / tokens(served)
