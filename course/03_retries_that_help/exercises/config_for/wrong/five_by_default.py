# boto3-makes-five-attempts -> 03.3.not-pinned
import math

from botocore.config import Config


def config_for(latencies_s, most_needless, patience_s):
    place = math.ceil(len(latencies_s) * (1 - most_needless)) - 1
    timeout_s = min(sorted(latencies_s)[place], patience_s / 5 - 0.3)
    return Config(connect_timeout=timeout_s, read_timeout=timeout_s, retries={"mode": "standard"})
