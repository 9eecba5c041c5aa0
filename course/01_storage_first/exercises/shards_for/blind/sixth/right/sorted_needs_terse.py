# Terse: sorts the three needs; a remedy helps if its need is the only largest one.
from math import ceil


def shards_for(profile, readers):
    size = max(s["data_bytes"] + s["key_bytes"] for s in profile) / 2**20
    pack, fan_out = ceil(max(s["records"] for s in profile) / 1_000), ceil(size * readers / 2)
    *_, second, first = sorted([1, ceil(size), pack, fan_out])
    return first, None if first == second else {pack: "pack", fan_out: "fan-out"}.get(first)
