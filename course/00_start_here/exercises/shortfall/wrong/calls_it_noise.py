# rounding-is-harmless -> 00.1.small-loss-hidden
"""Below a tenth of a per cent, it can only be noise."""


def tokens(events):
    return sum(event["tokens_in"] + event["tokens_out"] for event in events)


def shortfall(served, stored):
    stored_ids = {event["event_id"] for event in stored}
    share = tokens(event for event in served if event["event_id"] not in stored_ids) / tokens(served)
    return share if share > 0.001 else 0
