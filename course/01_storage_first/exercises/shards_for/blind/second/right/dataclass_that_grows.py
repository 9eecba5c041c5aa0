# A dataclass reduced over the seconds; the fewest shards are found by counting up until all limits hold.
from dataclasses import dataclass, replace
from functools import reduce
from itertools import count


@dataclass(frozen=True)
class Need:
    records: int = 0
    taken: int = 0
    fetched: int = 0

    def with_second(self, second, readers):
        size = second["data_bytes"] + second["key_bytes"]
        return Need(
            max(self.records, second["records"]), max(self.taken, size), max(self.fetched, size * readers)
        )

    def fits(self, shards):
        return (
            self.records <= 1_000 * shards
            and self.taken <= 1_048_576 * shards
            and self.fetched <= 2 * 1_048_576 * shards
        )

    def shards(self):
        return next(filter(self.fits, count(1)))


def shards_for(profile, readers):
    need = reduce(lambda so_far, second: so_far.with_second(second, readers), profile, Need())
    if replace(need, records=0).shards() < need.shards():
        return need.shards(), "pack"
    if replace(need, fetched=0).shards() < need.shards():
        return need.shards(), "fan-out"
    return need.shards(), None
