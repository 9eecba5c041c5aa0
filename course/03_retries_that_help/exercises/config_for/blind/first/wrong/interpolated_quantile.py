# Interpolates between two calls: the slower one, which had to stay, is cut off.
import math

from botocore.config import Config


def config_for(latencies_s, most_needless, patience_s):
    ordered = sorted(latencies_s)
    place = (1 - most_needless) * (len(ordered) - 1)
    below, above = math.floor(place), math.ceil(place)
    read_s = ordered[below] + (ordered[above] - ordered[below]) * (place - below)
    connect_s = read_s
    attempts = 1
    while attempts < 5:
        pauses_s = sum(2**retry for retry in range(attempts))
        if (attempts + 1) * (connect_s + read_s) + pauses_s > patience_s:
            break
        attempts += 1
    return Config(
        connect_timeout=connect_s,
        read_timeout=read_s,
        retries={"mode": "standard", "total_max_attempts": attempts},
    )
