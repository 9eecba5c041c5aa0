# Believes tenant and time name an event: a lost one is hidden by another of the same tenant and instant.
def tokens(events):
    return sum(event["tokens_in"] + event["tokens_out"] for event in events)


def shortfall(served, stored):
    there = {(event["tenant"], event["at"]) for event in stored}
    missing = [event for event in served if (event["tenant"], event["at"]) not in there]
    return tokens(missing) / tokens(served)
