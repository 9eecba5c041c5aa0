# Counts a pause after every attempt, the last one as well: often one attempt fewer than fits.
import math

from botocore.config import Config


def config_for(latencies_s, most_needless, patience_s):
    ordered = sorted(latencies_s, reverse=True)
    timeout = next(each for place, each in enumerate(ordered, 1) if place / len(ordered) > most_needless)
    attempts, spent = 0, 0
    for pause in (1, 2, 4, 8, 8):
        spent += 2 * timeout + pause
        if spent > patience_s:
            break
        attempts += 1
    retries = {"mode": "standard", "total_max_attempts": max(attempts, 1)}
    return Config(connect_timeout=timeout, read_timeout=timeout, retries=retries)
