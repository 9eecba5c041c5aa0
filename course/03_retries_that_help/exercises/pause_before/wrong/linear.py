# linear-grows-as-well -> 03.1.too-short
import random


def pause_before(retry, code, base_s, cap_s):
    if code.startswith(("Access", "Invalid", "Resource", "Validation")):
        return None
    return random.uniform(0, min(cap_s, base_s * (retry + 1)))
