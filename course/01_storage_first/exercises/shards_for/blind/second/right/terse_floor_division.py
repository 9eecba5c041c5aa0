# Very terse: ceilings by negative floor division of whole numbers, no float and no import.
def shards_for(profile, readers):
    size = max((s["data_bytes"] + s["key_bytes"] for s in profile), default=0)
    r = -(-max((s["records"] for s in profile), default=0) // 1_000)
    i, o = -(-size // 2**20), -(-size * readers // 2**21)
    n = max(r, i, o, 1)
    return n, "pack" if n > max(i, o, 1) else "fan-out" if n > max(r, i, 1) else None
