# Forgets that every stream has capacity for 4,000: after a quiet month the warm-up has too many rounds.
def warm_up(launch_per_s, peak_before):
    plan = []
    capacity = 2 * max(1, int(peak_before))
    while capacity < launch_per_s:
        plan += [capacity] * 16
        capacity *= 2
    return plan
