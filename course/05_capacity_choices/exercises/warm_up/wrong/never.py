# on-demand-never-throttles -> 05.2.launch-throttled
def warm_up(launch_per_s, peak_before):
    return []
