# Works backwards: each round needs half of what comes after it, rounded up.
def warm_up(launch_per_s, peak_before):
    at_first = max(4_000, 2 * peak_before)
    rounds = []
    needed = launch_per_s
    while needed > at_first:
        needed = -(-needed // 2)
        rounds.append(needed)
    return [load for load in reversed(rounds) for _ in range(16)]
