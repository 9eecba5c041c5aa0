import numpy as np
from botocore.config import Config


def config_for(latencies_s, most_needless, patience_s):
    timeout = 1.05 * float(np.quantile(latencies_s, 1 - most_needless, method="inverted_cdf"))
    longest = 2 * timeout * np.arange(1, 6) + np.cumsum([0, 1, 2, 4, 8])
    attempts = max(1, int((longest <= patience_s).sum()))
    return Config(
        connect_timeout=timeout,
        read_timeout=timeout,
        retries={"mode": "standard", "total_max_attempts": attempts},
    )
