# Defensive: materialises the arguments, zero served tokens give 0.0, never below 0 or above 1.
def tokens(events):
    return sum(event["tokens_in"] + event["tokens_out"] for event in events)


def shortfall(served, stored):
    served, stored = list(served or ()), list(stored or ())
    everything = tokens(served)
    if everything == 0:
        return 0.0
    present = {event.get("event_id") for event in stored}
    lost = 0
    for event in served:
        if event["event_id"] in present:
            continue
        lost += int(event["tokens_in"]) + int(event["tokens_out"])
    return min(1.0, max(0.0, lost / everything))
