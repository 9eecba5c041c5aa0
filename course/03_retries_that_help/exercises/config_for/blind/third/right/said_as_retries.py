# The timeout is the percentile itself, by counting, and attempts are said as retries without the first.
import math

from botocore.config import Config


def config_for(latencies_s, most_needless, patience_s):
    ordered = sorted(latencies_s)
    slower = [len(ordered) - place for place in range(1, len(ordered) + 1)]
    total = len(ordered)
    enough = (took for took, more in zip(ordered, slower, strict=True) if more / total <= most_needless)
    timeout_s = next(enough)
    worst_s, retries = 2 * timeout_s, 0
    for pause_s in (1, 2, 4, 8):
        worst_s += pause_s + 2 * timeout_s
        if worst_s > patience_s:
            break
        retries += 1
    return Config(
        read_timeout=timeout_s,
        connect_timeout=timeout_s,
        retries={"max_attempts": retries, "mode": "standard"},
    )
