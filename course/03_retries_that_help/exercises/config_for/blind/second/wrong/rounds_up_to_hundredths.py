# Rounds the timeout up to whole 10 ms: of 2 ms it makes 10 ms, much more than a tenth longer.
import math

from botocore.config import Config


def config_for(latencies_s, most_needless, patience_s):
    ordered = sorted(latencies_s, reverse=True)
    enough = next(each for place, each in enumerate(ordered, 1) if place / len(ordered) > most_needless)
    timeout = math.ceil(enough * 100) / 100
    attempts = 1
    for more, pauses in ((2, 1), (3, 3), (4, 7), (5, 15)):
        if more * 2 * timeout + pauses <= patience_s:
            attempts = more
    retries = {"mode": "standard", "total_max_attempts": attempts}
    return Config(connect_timeout=timeout, read_timeout=timeout, retries=retries)
