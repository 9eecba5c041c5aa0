# Compares the fractions, not whole shards; 3.8 against 3.2 is four shards both, and packing saves nothing.
import math


def shards_for(profile, readers):
    mb = 1_048_576
    size = max((second["data_bytes"] + second["key_bytes"] for second in profile), default=0)
    asks = {
        "pack": max((second["records"] for second in profile), default=0) / 1_000,
        "fan-out": size * readers / (2 * mb),
        None: size / mb,
    }
    needed = max(1, math.ceil(max(asks.values())))
    if needed == 1:
        return 1, None
    others = {advice: max(ask for name, ask in asks.items() if name != advice) for advice in asks}
    for advice in ("pack", "fan-out"):
        if asks[advice] > others[advice]:
            return needed, advice
    return needed, None
