# Exact fractions for each second, in a callable object per scenario.
import math
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class Plan:
    by_count: bool = True
    shared_reads: bool = True

    def __call__(self, profile, readers):
        need = Fraction(0)
        for second in profile:
            mib = Fraction(second["data_bytes"] + second["key_bytes"], 1024 * 1024)
            need = max(need, mib)
            if self.by_count:
                need = max(need, Fraction(second["records"], 1000))
            if self.shared_reads:
                need = max(need, mib * readers / 2)
        return math.ceil(need) or 1


def shards_for(profile, readers):
    now = Plan()(profile, readers)
    options = {"pack": Plan(by_count=False), "fan-out": Plan(shared_reads=False)}
    for name, plan in options.items():
        if plan(profile, readers) < now:
            return now, name
    return now, None
