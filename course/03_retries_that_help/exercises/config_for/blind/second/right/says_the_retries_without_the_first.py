# Style: says the attempts as max_attempts, the retries without the first one; candidates by comprehension.
import math

from botocore.config import Config


def config_for(latencies_s, most_needless, patience_s):
    number = len(latencies_s)
    slowest_first = sorted(latencies_s, reverse=True)
    timeout = min(one for cut, one in enumerate(slowest_first) if cut / number <= most_needless)
    fits = [n for n in range(2, 6) if 2 * timeout * n + sum([1, 2, 4, 8][: n - 1]) <= patience_s]
    attempts = max(fits, default=1)
    return Config(
        connect_timeout=timeout,
        read_timeout=timeout,
        retries={"mode": "standard", "max_attempts": attempts - 1},
    )
