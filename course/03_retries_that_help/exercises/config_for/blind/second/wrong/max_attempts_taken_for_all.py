# Believes that max_attempts counts the first attempt too: boto3 makes one attempt more than fits.
import math

from botocore.config import Config


def config_for(latencies_s, most_needless, patience_s):
    ordered = sorted(latencies_s, reverse=True)
    timeout = next(each for place, each in enumerate(ordered, 1) if place / len(ordered) > most_needless)
    attempts = 1
    for more, pauses in ((2, 1), (3, 3), (4, 7), (5, 15)):
        if more * 2 * timeout + pauses <= patience_s:
            attempts = more
    retries = {"mode": "standard", "max_attempts": attempts}
    return Config(connect_timeout=timeout, read_timeout=timeout, retries=retries)
