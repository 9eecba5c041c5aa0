# Counts attempts before it adds a margin of 8 %: near the limit they do not fit into the patience.
import math

from botocore.config import Config


def config_for(latencies_s, most_needless, patience_s):
    ordered = sorted(latencies_s, reverse=True)
    enough = next(each for place, each in enumerate(ordered, 1) if place / len(ordered) > most_needless)
    attempts = 1
    for more, pauses in ((2, 1), (3, 3), (4, 7), (5, 15)):
        if more * 2 * enough + pauses <= patience_s:
            attempts = more
    timeout = enough * 1.08
    retries = {"mode": "standard", "total_max_attempts": attempts}
    return Config(connect_timeout=timeout, read_timeout=timeout, retries=retries)
