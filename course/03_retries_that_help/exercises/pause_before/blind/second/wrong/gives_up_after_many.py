# Believes that after 100 retries a retry can't help: in an outage of hours the producer gets None.
import random


def pause_before(retry, code, base_s, cap_s):
    lasting = "AccessDeniedException InvalidArgumentException ResourceNotFoundException ValidationException"
    if code in lasting.split() or retry >= 100:
        return None
    return random.uniform(0, min(cap_s, base_s * 2**retry))
