# Crosses every stored id off a dict of sizes; what is left in the dict at the end is missing.
def shortfall(served, stored):
    open_items = {event["event_id"]: event["tokens_in"] + event["tokens_out"] for event in served}
    all_tokens = sum(open_items.values())
    for event in stored:
        open_items.pop(event["event_id"], None)
    return sum(open_items.values()) / all_tokens
