# A ledger class that writes every served event under its fate, then adds up.
from collections import defaultdict


class Ledger:
    def __init__(self, booked, in_stream):
        self.booked, self.in_stream = set(booked), set(in_stream)
        self.pages = defaultdict(list)

    def fate(self, event_id):
        if event_id in self.booked:
            return "booked"
        return "waiting" if event_id in self.in_stream else "lost"

    def __call__(self, events):
        for event in events:
            self.pages[self.fate(event["event_id"])].append(event)
        return self.pages["lost"]


def account(served, booked, in_stream, metrics):
    lost = Ledger(booked, in_stream)(served)
    dropped = int(metrics.get("DroppedEventCount", 0))
    return (lost, len(lost) - dropped)
