# Takes the mean of the calls: about half of the healthy calls would be cut off.
import math

from botocore.config import Config


def config_for(latencies_s, most_needless, patience_s):
    read_s = sum(latencies_s) / len(latencies_s)
    connect_s = read_s
    attempts = 1
    while attempts < 5:
        pauses_s = sum(2**retry for retry in range(attempts))
        if (attempts + 1) * (connect_s + read_s) + pauses_s > patience_s:
            break
        attempts += 1
    return Config(
        connect_timeout=connect_s,
        read_timeout=read_s,
        retries={"mode": "standard", "total_max_attempts": attempts},
    )
