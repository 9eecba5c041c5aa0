from random import uniform


def pause_before(retry, code, base_s, cap_s):
    if code.startswith(("Access", "Invalid", "Resource", "Validation")):
        return None
    bound_s = min(base_s, cap_s)
    for _ in range(retry):
        bound_s = min(2 * bound_s, cap_s)
    return uniform(bound_s, 0)
