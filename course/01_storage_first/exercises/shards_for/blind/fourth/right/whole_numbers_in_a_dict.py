# Ceilings by negative floor division in a dict by remedy; a remedy saves if the rest needs less.
def shards_for(profile, readers):
    needs = {"pack": 1, None: 1, "fan-out": 1}
    for second in profile:
        size = second["data_bytes"] + second["key_bytes"]
        limits = {"pack": (second["records"], 1_000), None: (size, 2**20), "fan-out": (size * readers, 2**21)}
        for remedy, (load, limit) in limits.items():
            needs[remedy] = max(needs[remedy], -(-load // limit))
    smallest = max(needs.values())
    deciding = [remedy for remedy, shards in needs.items() if shards == smallest]
    return smallest, deciding[0] if len(deciding) == 1 else None
