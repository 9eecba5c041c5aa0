# The largest number of attempts from a generator with max and default.
from botocore.config import Config


def config_for(latencies_s, most_needless, patience_s):
    allowed = int(most_needless * len(latencies_s) + 1e-9)
    read_s = sorted(latencies_s, reverse=True)[min(allowed, len(latencies_s) - 1)] * 1.01
    connect_s = read_s
    fitting = (n for n in range(1, 6) if n * (connect_s + read_s) + 2 ** (n - 1) - 1 <= patience_s)
    retries = {"mode": "standard", "total_max_attempts": max(fitting, default=1)}
    return Config(connect_timeout=connect_s, read_timeout=read_s, retries=retries)
