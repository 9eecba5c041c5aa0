# Whole numbers only: a dict of shards per limit, and the advice removes one entry at a time.
def shards_for(profile, readers):
    def up(value, unit):
        return -(-value // unit)

    most_bytes = max((s["data_bytes"] + s["key_bytes"] for s in profile), default=0)
    most_records = max((s["records"] for s in profile), default=0)
    need = {
        "pack": up(most_records, 1_000),
        "bytes": up(most_bytes, 1 << 20),
        "fan-out": up(most_bytes * readers, 2 << 20),
    }

    def without(name):
        return max(1, *(shards for limit, shards in need.items() if limit != name))

    count = without(None)
    saving = [advice for advice in ("pack", "fan-out") if without(advice) < count]
    return count, (saving or [None])[0]
