def shortfall(served, stored):
    def total(events):
        return sum(event["tokens_in"] + event["tokens_out"] for event in events)

    each_once = {event["event_id"]: event for event in stored}
    return 1 - total(each_once.values()) / total(served)
