from random import uniform


def full_jitter(retry, base_s, cap_s):
    bound_s = base_s
    for _ in range(retry):
        bound_s = min(2 * bound_s, cap_s)
    return uniform(bound_s, 0)
