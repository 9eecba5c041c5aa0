# Works backwards from the launch, writes each load in one minute, and is quiet for the 15 minutes after it.
def warm_up(launch_per_s, peak_before):
    room = max(4_000, 2 * peak_before)
    loads = []
    needed = launch_per_s
    while needed > room:
        needed = -(-needed // 2)  # half, rounded up: this has to be stored one round earlier
        loads.insert(0, needed)
    return [load for start in loads for load in [start] + [0] * 15]
