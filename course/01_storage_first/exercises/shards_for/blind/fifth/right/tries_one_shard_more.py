# Style: a search from one shard up, with predicates for the limits that still apply.
from itertools import count


def shards_for(profile, readers):
    mb = 1 << 20
    limits = {
        "pack": lambda n, s: s["records"] <= 1_000 * n,
        "fan-out": lambda n, s: (s["data_bytes"] + s["key_bytes"]) * readers <= 2 * mb * n,
        None: lambda n, s: s["data_bytes"] + s["key_bytes"] <= mb * n,
    }

    def smallest(without=()):
        rules = [rule for name, rule in limits.items() if name not in without]
        return next(n for n in count(1) if all(rule(n, second) for rule in rules for second in profile))

    needed = smallest()
    return needed, next((name for name in ("pack", "fan-out") if smallest((name,)) < needed), None)
