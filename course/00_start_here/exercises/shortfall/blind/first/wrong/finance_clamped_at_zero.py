# Keeps finance's formula and hides a negative result: copies still make up for lost events.
def tokens(events):
    return sum(event["tokens_in"] + event["tokens_out"] for event in events)


def shortfall(served, stored):
    return max(0.0, 1 - tokens(stored) / tokens(served))
