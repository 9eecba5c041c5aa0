# Adds the first room at each round instead of doubling: three rounds where two do.
def warm_up(launch_per_s, peak_before):
    first = room = max(4_000, 2 * peak_before)
    plan = []
    while room < launch_per_s:
        plan += [room] * 16
        room += first
    return plan
