# nlargest instead of sorting, and a recursion for the attempts.
from heapq import nlargest

from botocore.config import Config


def config_for(latencies_s, most_needless, patience_s):
    total = len(latencies_s)
    cut = max(count for count in range(total) if count / total <= most_needless)
    timeout_s = 1.04 * nlargest(cut + 1, latencies_s)[-1]

    def attempts(left_s, number=1):
        left_s -= 2 * timeout_s + 2 ** (number - 1)
        return number if number == 5 or left_s - 2 * timeout_s < 0 else attempts(left_s, number + 1)

    retries = {"total_max_attempts": attempts(patience_s), "mode": "standard"}
    return Config(retries=retries, read_timeout=timeout_s, connect_timeout=timeout_s)
