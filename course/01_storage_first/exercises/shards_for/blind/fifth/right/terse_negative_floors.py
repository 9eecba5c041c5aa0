# Style: very terse, rounding up by negated floor division.
def shards_for(profile, readers):
    size = max((each["data_bytes"] + each["key_bytes"] for each in profile), default=0)
    need = [-(-max((each["records"] for each in profile), default=0) // 1000), -(-size >> 20)]
    need.append(-(-size * readers >> 21))
    r, b, o = (max(1, n) for n in need)
    return max(r, b, o), "pack" if r > max(b, o) else "fan-out" if o > max(r, b) else None
