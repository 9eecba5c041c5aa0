# Takes the largest number of attempts that fits and forgets that none may fit: max() raises ValueError then.
import math

from botocore.config import Config


def config_for(latencies_s, most_needless, patience_s):
    slowest_first = sorted(latencies_s, reverse=True)
    count = len(slowest_first)
    must_s = next(s for cut, s in enumerate(slowest_first, start=1) if cut / count > most_needless)
    timeout_s = must_s * 1.05
    attempts = max(n for n in range(1, 6) if n * 2 * timeout_s + 2 ** (n - 1) - 1 <= patience_s)
    return Config(
        connect_timeout=timeout_s,
        read_timeout=timeout_s,
        retries={"mode": "standard", "total_max_attempts": attempts},
    )
