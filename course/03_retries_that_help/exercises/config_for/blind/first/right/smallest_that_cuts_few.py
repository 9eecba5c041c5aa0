# By definition: the smallest latency above which at most the share of the calls lies.
from botocore.config import Config


def config_for(latencies_s, most_needless, patience_s):
    total = len(latencies_s)

    def cut_off_by(timeout_s):
        return sum(latency > timeout_s for latency in latencies_s) / total

    read_s = min(each for each in latencies_s if cut_off_by(each) <= most_needless)
    config = None
    for attempts in range(1, 6):
        worst_s = attempts * (read_s + read_s) + sum(2**retry for retry in range(attempts - 1))
        if config is None or worst_s <= patience_s:
            retries = {"total_max_attempts": attempts, "mode": "standard"}
            config = Config(read_timeout=read_s, connect_timeout=read_s, retries=retries)
    return config
