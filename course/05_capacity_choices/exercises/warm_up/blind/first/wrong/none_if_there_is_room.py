# Returns None if there is room already, where an empty list is asked.
def warm_up(launch_per_s, peak_before):
    room = max(4_000, 2 * peak_before)
    if launch_per_s <= room:
        return None
    plan = []
    while room < launch_per_s:
        plan.extend(room for _ in range(16))
        room += room
    return plan
