# Takes 4,000 as the least peak, not the least room, so a quiet stream is believed to have room for 8,000.
def warm_up(launch_per_s, peak_before):
    plan = []
    peak = max(4_000, peak_before)
    while 2 * peak < launch_per_s:
        peak = 2 * peak
        plan += [peak] * 16
    return plan
