# A class with __call__, and the pair as a tuple built from a sorted list of what is asked for.
import math


class Sizer:
    def __init__(self, records=1000, into=1_048_576, out=2_097_152):
        self.limits = records, into, out

    def __call__(self, profile, readers):
        loads = [
            (s["records"], s["data_bytes"] + s["key_bytes"], readers * (s["data_bytes"] + s["key_bytes"]))
            for s in profile
        ]
        columns = zip(self.limits, zip(*loads, strict=True), strict=True)
        needs = [max(1, *(math.ceil(load / limit) for load in column)) for limit, column in columns]
        *_, second, first = sorted(needs)
        remedy = ("pack", None, "fan-out")[needs.index(first)] if first > second else None
        return first, remedy


def shards_for(profile, readers):
    return Sizer()(profile, readers)
