# Believed int(n * (1 - share)) is the index: where that is whole, it's one too high and the timeout too long.
from botocore.config import Config


def config_for(latencies_s, most_needless, patience_s):
    ordered = sorted(latencies_s)
    index = min(len(ordered) - 1, int(round(len(ordered) * (1 - most_needless), 9)))
    timeout_s = ordered[index] * 1.01
    attempts, needed_s = 1, 2 * timeout_s
    for pause_s in (1, 2, 4, 8):
        needed_s += pause_s + 2 * timeout_s
        if needed_s > patience_s:
            break
        attempts += 1
    return Config(
        connect_timeout=timeout_s,
        read_timeout=timeout_s,
        retries={"mode": "standard", "total_max_attempts": attempts},
    )
