# Begins a round at half of the room: twice that isn't more than the room, so it begins a minute late.
def warm_up(launch_per_s, peak_before):
    plan = []
    room = max(4_000, 2 * peak_before)
    while room < launch_per_s:
        plan.append(room // 2)  # twice this load reaches the room, so the stream starts to grow
        plan.extend([room] * 15)
        room *= 2
    return plan
