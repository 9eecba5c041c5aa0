# Style: heapq for the largest latencies, a list of fitting attempts, a small margin on top.
import heapq

from botocore.config import Config

PAUSES = (0, 1, 3, 7, 15)


def config_for(latencies_s, most_needless, patience_s):
    total = len(latencies_s)
    may_cut = sum(1 for cut in range(1, total) if cut / total <= most_needless)
    timeout = heapq.nlargest(may_cut + 1, latencies_s)[-1] * 1.02
    fitting = [n for n, pauses in enumerate(PAUSES, 1) if n * 2 * timeout + pauses <= patience_s]
    return Config(
        read_timeout=timeout,
        connect_timeout=timeout,
        retries={"mode": "standard", "total_max_attempts": max(fitting, default=1)},
    )
