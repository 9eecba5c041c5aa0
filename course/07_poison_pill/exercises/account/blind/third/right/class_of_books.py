# A class of books with methods, and defensive code around a metric that is missing or larger than the loss.
class Books:
    def __init__(self, served):
        self.served = tuple(served)
        self.safe = set()

    def found_in(self, ids):
        self.safe.update(ids)
        return self

    def lost(self):
        return [event for event in self.served if event["event_id"] not in self.safe]


def account(served, booked, in_stream, metrics):
    lost = Books(served).found_in(booked).found_in(in_stream).lost()
    counted = int(metrics.get("DroppedEventCount") or 0)
    return lost, max(len(lost) - counted, 0)
