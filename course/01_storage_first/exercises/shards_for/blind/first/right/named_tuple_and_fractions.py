# Fractions and a NamedTuple that knows what it becomes when it is packed or fanned out.
import math
from fractions import Fraction
from typing import NamedTuple


class Need(NamedTuple):
    records: Fraction
    written: Fraction
    read: Fraction

    @property
    def shards(self):
        return max(1, math.ceil(max(self)))


def shards_for(profile, readers):
    sizes = [second["data_bytes"] + second["key_bytes"] for second in profile]
    need = Need(
        Fraction(max(second["records"] for second in profile), 1000),
        Fraction(max(sizes), 2**20),
        Fraction(readers * max(sizes), 2**21),
    )
    remedies = {"pack": need._replace(records=Fraction(0)), "fan-out": need._replace(read=Fraction(0))}
    saving = [name for name, then in remedies.items() if then.shards < need.shards]
    return need.shards, saving[0] if saving else None
