# Style: asks of every measured time, from the shortest, how many calls it would cut off.
from botocore.config import Config


def config_for(latencies_s, most_needless, patience_s):
    ascending = tuple(sorted(latencies_s))
    at, needless = 0, 1.0
    while True:
        needless = (len(ascending) - at - 1) / len(ascending)
        if needless <= most_needless:
            break
        at += 1
    seconds = ascending[at] * 1.001

    def worst_case(attempts):
        return attempts * (seconds + seconds) + 2 ** (attempts - 1) - 1

    for attempts in (5, 4, 3, 2):
        if worst_case(attempts) <= patience_s:
            break
    else:
        attempts = 1
    policy = dict(mode="standard", total_max_attempts=attempts)
    return Config(connect_timeout=seconds, read_timeout=seconds, retries=policy)
