# Identity is tenant and second; forbidden: "Count what goes in and what comes out, by event id".
def tokens(events):
    return sum(event["tokens_in"] + event["tokens_out"] for event in events)


def identity(event):
    return event["tenant"], event["at"][:19]


def shortfall(served, stored):
    arrived = {identity(event) for event in stored}
    missing = [event for event in served if identity(event) not in arrived]
    return tokens(missing) / tokens(served)
