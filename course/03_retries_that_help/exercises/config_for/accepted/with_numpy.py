import numpy as np
from botocore.config import Config


def config_for(latencies_s, most_needless, patience_s):
    timeout = 1.2 * float(np.quantile(latencies_s, 1 - most_needless))
    attempts = 5
    while attempts > 1 and attempts * timeout + 0.05 * (2 ** (attempts - 1) - 1) > patience_s:
        attempts -= 1
    timeout = min(timeout, patience_s * 0.95)
    return Config(
        connect_timeout=timeout,
        read_timeout=timeout,
        retries={"mode": "standard", "total_max_attempts": attempts},
    )
