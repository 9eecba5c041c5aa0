# A small ledger class that sorts every served event into one of three places.
class Ledger:
    def __init__(self, booked, in_stream):
        self.booked, self.in_stream = frozenset(booked), frozenset(in_stream)
        self.places = {"booked": [], "waiting": [], "lost": []}

    def add(self, event):
        event_id = event["event_id"]
        if event_id in self.booked:
            place = "booked"
        elif event_id in self.in_stream:
            place = "waiting"
        else:
            place = "lost"
        self.places[place].append(event)


def account(served, booked, in_stream, metrics):
    ledger = Ledger(booked, in_stream)
    for event in served:
        ledger.add(event)
    lost = ledger.places["lost"]
    dropped = int(metrics.get("DroppedEventCount", 0))
    return lost, len(lost) - min(dropped, len(lost))
