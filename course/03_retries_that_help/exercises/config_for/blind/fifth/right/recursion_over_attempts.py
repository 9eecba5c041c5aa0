# Style: bisect on a sorted copy, recursion over the attempts, Config.merge.
from bisect import bisect_left

from botocore.config import Config


def most_attempts(patience_s, attempt_s, pauses=(1, 2, 4, 8)):
    if not pauses:
        return 1
    left_s = patience_s - attempt_s - pauses[0]
    return 1 + most_attempts(left_s, attempt_s, pauses[1:]) if left_s >= attempt_s else 1


def config_for(latencies_s, most_needless, patience_s):
    times = sorted(latencies_s)
    count = len(times)
    index = bisect_left(range(count), True, key=lambda i: (count - 1 - i) / count <= most_needless)
    limit = times[index] * 1.01
    timeouts = Config(connect_timeout=limit, read_timeout=limit)
    return timeouts.merge(
        Config(retries={"mode": "standard", "total_max_attempts": most_attempts(patience_s, 2 * limit)})
    )
