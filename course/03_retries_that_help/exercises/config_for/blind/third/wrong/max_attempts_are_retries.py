# Gives the number of attempts as max_attempts, which counts retries alone: boto3 makes one attempt too many.
import math

from botocore.config import Config


def config_for(latencies_s, most_needless, patience_s):
    slowest_first = sorted(latencies_s, reverse=True)
    count = len(slowest_first)
    must_s = next(s for cut, s in enumerate(slowest_first, start=1) if cut / count > most_needless)
    timeout_s = must_s * 1.05
    attempts = 1
    while attempts < 5 and (attempts + 1) * 2 * timeout_s + 2**attempts - 1 <= patience_s:
        attempts += 1
    return Config(
        connect_timeout=timeout_s,
        read_timeout=timeout_s,
        retries={"mode": "standard", "max_attempts": attempts},
    )
