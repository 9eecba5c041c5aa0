def shortfall(served, stored):
    seen = {event["event_id"] for event in stored}
    missing = whole = 0
    for event in served:
        size = event["tokens_in"] + event["tokens_out"]
        whole += size
        if event["event_id"] not in seen:
            missing += size
    return missing / whole
