# A dataclass with __call__ that counts two columns with a single reduce.
from dataclasses import dataclass, field
from functools import reduce


def tokens(events):
    return sum(event["tokens_in"] + event["tokens_out"] for event in events)


@dataclass(frozen=True)
class Ledger:
    present: frozenset = field(default_factory=frozenset)

    def __call__(self, sums, event):
        size = tokens([event])
        lost, all_of_them = sums
        return lost + size * (event["event_id"] not in self.present), all_of_them + size


def shortfall(served, stored):
    ledger = Ledger(frozenset(event["event_id"] for event in stored))
    lost, all_of_them = reduce(ledger, served, (0, 0))
    return lost / all_of_them
