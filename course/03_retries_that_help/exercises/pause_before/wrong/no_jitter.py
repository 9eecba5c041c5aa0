# doubling-is-enough -> 03.1.no-jitter


def pause_before(retry, code, base_s, cap_s):
    return min(cap_s, base_s * 2**retry)
