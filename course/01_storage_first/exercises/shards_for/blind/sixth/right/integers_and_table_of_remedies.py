# Integer division only, and a table of remedies, each with the limits that remain.
MB = 1_048_576
REMEDIES = {"pack": ("bytes", "readers"), "fan-out": ("records", "bytes")}


def shards_for(profile, readers):
    needed = dict.fromkeys(("records", "bytes", "readers"), 1)
    for second in profile:
        size = second["data_bytes"] + second["key_bytes"]
        for limit, amount, per_shard in (
            ("records", second["records"], 1_000),
            ("bytes", size, MB),
            ("readers", size * readers, 2 * MB),
        ):
            needed[limit] = max(needed[limit], -(-amount // per_shard))
    count = max(needed.values())
    for remedy, remaining in REMEDIES.items():
        if max(needed[limit] for limit in remaining) < count:
            return count, remedy
    return count, None
