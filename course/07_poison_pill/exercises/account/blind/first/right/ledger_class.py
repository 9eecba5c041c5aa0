# A class for the books, with properties.
from dataclasses import dataclass
from functools import cached_property


@dataclass
class Ledger:
    served: list
    safe: set
    dropped: float

    @cached_property
    def lost(self):
        return [event for event in self.served if event["event_id"] not in self.safe]

    @property
    def uncounted(self):
        return int(max(0, len(self.lost) - self.dropped))


def account(served, booked, in_stream, metrics):
    ledger = Ledger(list(served), {*booked, *in_stream}, metrics["DroppedEventCount"])
    return ledger.lost, ledger.uncounted
