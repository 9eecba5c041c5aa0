# doubling-is-enough -> 03.1.no-jitter


def full_jitter(retry, base_s, cap_s):
    return min(cap_s, base_s * 2**retry)
