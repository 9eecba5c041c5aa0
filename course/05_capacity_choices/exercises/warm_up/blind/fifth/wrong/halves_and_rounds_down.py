# Halves the launch with //, so an odd load has 1 too little; against "so that the launch isn't throttled".
def warm_up(launch_per_s, peak_before):
    capacity = max(4_000, 2 * peak_before)
    plan, needed = [], launch_per_s
    while needed > capacity:
        needed //= 2
        plan = [needed] * 16 + plan
    return plan
