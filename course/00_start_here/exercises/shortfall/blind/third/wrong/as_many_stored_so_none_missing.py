# Believes nothing is missing if the stream holds as many records as were served; copies can hide a loss.
def tokens(events):
    return sum(event["tokens_in"] + event["tokens_out"] for event in events)


def shortfall(served, stored):
    if len(stored) >= len(served):
        return 0.0
    stored_ids = {event["event_id"] for event in stored}
    missing = [event for event in served if event["event_id"] not in stored_ids]
    return tokens(missing) / tokens(served)
