from math import ceil

MB = 1_048_576


def shards_for(profile, readers):
    records = max(second["records"] for second in profile)
    size = max(second["data_bytes"] + second["key_bytes"] for second in profile)
    asks = {"pack": ceil(records / 1_000), None: ceil(size / MB), "fan-out": ceil(readers * size / (2 * MB))}
    needed = max(1, *asks.values())
    asking_most = [cure for cure, shards in asks.items() if shards == needed]
    return needed, asking_most[0] if len(asking_most) == 1 and needed > 1 else None
