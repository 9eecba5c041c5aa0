# Plays the rule minute by minute and always writes what fits.
def warm_up(launch_per_s, peak_before):
    highest, room, due, plan = peak_before, max(4_000, 2 * peak_before), None, []
    while room < launch_per_s:
        plan.append(room)
        highest = max(highest, room)
        minute = len(plan)
        if due == minute:
            room, due = max(room, 2 * highest), None
        if due is None and 2 * highest > room:
            due = minute + 15
    return plan
