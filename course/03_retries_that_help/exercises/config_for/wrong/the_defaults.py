# sdk-defaults-are-tuned -> 03.3.hangs
import math

from botocore.config import Config


def config_for(latencies_s, most_needless, patience_s):
    return Config(retries={"mode": "standard", "total_max_attempts": 3})
