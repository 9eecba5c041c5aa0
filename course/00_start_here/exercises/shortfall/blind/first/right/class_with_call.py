# A small class with __call__ that keeps the ledger, new for every call.
def tokens(events):
    return sum(event["tokens_in"] + event["tokens_out"] for event in events)


class Ledger:
    def __init__(self, stored):
        self.ids = set()
        for event in stored:
            self.ids.add(event["event_id"])

    def __call__(self, event):
        return event["event_id"] not in self.ids


def shortfall(served, stored):
    return tokens(filter(Ledger(stored), served)) / tokens(served)
