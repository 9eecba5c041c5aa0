# A frozen dataclass holds the three needs as exact fractions, and is asked again with one of them at zero.
import math
from dataclasses import dataclass, replace
from fractions import Fraction


@dataclass(frozen=True)
class Needs:
    records: Fraction
    bytes_in: Fraction
    bytes_out: Fraction

    @property
    def shards(self):
        return max(1, *(math.ceil(need) for need in (self.records, self.bytes_in, self.bytes_out)))


def shards_for(profile, readers):
    sizes = [second["data_bytes"] + second["key_bytes"] for second in profile] or [0]
    records = [second["records"] for second in profile] or [0]
    needs = Needs(
        records=Fraction(max(records), 1_000),
        bytes_in=Fraction(max(sizes), 1 << 20),
        bytes_out=Fraction(max(sizes) * readers, 2 << 20),
    )
    remedies = {"pack": replace(needs, records=Fraction()), "fan-out": replace(needs, bytes_out=Fraction())}
    saves = (name for name, better in remedies.items() if better.shards < needs.shards)
    return needs.shards, next(saves, None)
