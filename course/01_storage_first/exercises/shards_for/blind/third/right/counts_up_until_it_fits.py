# Style: no division at all; counts shards up until every limit holds, and does so again without a limit.
from itertools import count


def shards_for(profile, readers):
    limits = {
        "pack": (1_000, [second["records"] for second in profile]),
        None: (2**20, [second["data_bytes"] + second["key_bytes"] for second in profile]),
        "fan-out": (2**21, [(second["data_bytes"] + second["key_bytes"]) * readers for second in profile]),
    }

    def fewest(without=()):
        held = [limits[name] for name in limits if name not in without]
        return next(n for n in count(1) if all(max([0, *asked]) <= n * limit for limit, asked in held))

    needed = fewest()
    return needed, next((name for name in ("fan-out", "pack") if fewest({name}) < needed), None)
