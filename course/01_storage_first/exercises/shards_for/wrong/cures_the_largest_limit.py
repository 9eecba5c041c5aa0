# the-largest-limit-has-the-cure -> 01.2.saves-nothing
import math


def shards_for(profile, readers):
    records = max(second["records"] for second in profile) / 1_000
    size = max(second["data_bytes"] + second["key_bytes"] for second in profile) / 1_048_576
    asks = {"pack": records, None: size, "fan-out": readers * size / 2}
    largest = max(asks, key=asks.get)
    needed = math.ceil(max(1, asks[largest]))
    return needed, largest if needed > 1 else None
