# Style: a dataclass that sums up per second, with properties for the three plans.
import math
from dataclasses import dataclass


@dataclass
class Needs:
    records: int = 1
    written: int = 1
    fetched: int = 1

    def see(self, second, readers):
        load = second["data_bytes"] + second["key_bytes"]
        self.records = max(self.records, math.ceil(second["records"] / 1_000))
        self.written = max(self.written, math.ceil(load / 1_048_576))
        self.fetched = max(self.fetched, math.ceil(load * readers / 2_097_152))

    @property
    def plain(self):
        return max(self.records, self.written, self.fetched)

    @property
    def advice(self):
        if self.plain > max(self.written, self.fetched):
            return "pack"
        if self.plain > max(self.written, self.records):
            return "fan-out"
        return None


def shards_for(profile, readers):
    needs = Needs()
    for second in profile:
        needs.see(second, readers)
    return needs.plain, needs.advice
