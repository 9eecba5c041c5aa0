# only-todays-peak-counts -> 05.2.too-early
def warm_up(launch_per_s, peak_before):
    room, plan = 4_000, []
    while room < launch_per_s:
        plan += [room] * 16
        room *= 2
    return plan
