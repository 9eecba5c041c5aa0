# Plans backwards from the launch and leaves the list so: the newest round comes first and is refused.
def warm_up(launch_per_s, peak_before):
    plan = []
    room = max(4_000, 2 * peak_before)
    while room < launch_per_s:
        plan = [room] * 16 + plan
        room += room
    return plan
