# Halves the stored sum as soon as there is one copy: right only if every event is there twice.
def tokens(events):
    return sum(event["tokens_in"] + event["tokens_out"] for event in events)


def shortfall(served, stored):
    distinct = {event["event_id"] for event in stored}
    billed = tokens(stored) / (2 if len(distinct) < len(stored) else 1)
    return 1 - billed / tokens(served)
