# Object style: a dataclass with properties does the audit, and Fraction keeps the division exact.
from dataclasses import dataclass
from fractions import Fraction


@dataclass
class Audit:
    served: list
    stored: list

    @staticmethod
    def size(event):
        return event["tokens_in"] + event["tokens_out"]

    @property
    def expected(self):
        return sum(map(self.size, self.served))

    @property
    def arrived(self):
        unique = {event["event_id"]: self.size(event) for event in self.stored}
        return sum(unique.values())

    @property
    def gap(self):
        return float(1 - Fraction(self.arrived, self.expected))


def shortfall(served, stored):
    return Audit(served, stored).gap
