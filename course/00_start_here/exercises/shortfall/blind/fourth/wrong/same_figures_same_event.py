# Takes two events with the same tenant and tokens for copies, so a lost one hides behind its stored twin.
def tokens(events):
    return sum(event["tokens_in"] + event["tokens_out"] for event in events)


def figures(event):
    return event["tenant"], event["tokens_in"], event["tokens_out"]


def shortfall(served, stored):
    stored_figures = {figures(event) for event in stored}
    missing = [event for event in served if figures(event) not in stored_figures]
    return tokens(missing) / tokens(served)
