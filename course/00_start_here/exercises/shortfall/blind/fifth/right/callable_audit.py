# Style: a dataclass with __call__, exact fractions and set differences.
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class Audit:
    key: str = "event_id"
    columns: tuple = ("tokens_in", "tokens_out")

    def weigh(self, event):
        return sum(event[column] for column in self.columns)

    def __call__(self, served, stored):
        weights = {event[self.key]: self.weigh(event) for event in served}
        gone = weights.keys() - {event[self.key] for event in stored}
        return float(Fraction(sum(weights[name] for name in gone), sum(weights.values())))


shortfall = Audit()
