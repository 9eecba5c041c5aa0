# Returns shards in place of records: the load of each minute divided by 1,000.
def warm_up(launch_per_s, peak_before):
    room, plan = max(4_000, 2 * peak_before), []
    while room < launch_per_s:
        plan += [room // 1_000] * 16
        room *= 2
    return plan
