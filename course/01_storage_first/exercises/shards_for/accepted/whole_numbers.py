def count(profile, readers, records_per_shard):
    shards = 1
    while any(
        second["records"] > records_per_shard * shards
        or max(2, readers) * (second["data_bytes"] + second["key_bytes"]) > 2 * 1_048_576 * shards
        for second in profile
    ):
        shards += 1
    return shards


def shards_for(profile, readers):
    needed = count(profile, readers, 1_000)
    plans = {"pack": count(profile, readers, 1_000_000), "fan-out": count(profile, 1, 1_000)}
    best = min(plans, key=plans.get)
    return (needed, best if plans[best] < needed else None)
