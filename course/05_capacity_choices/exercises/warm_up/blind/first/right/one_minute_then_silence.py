# One loud minute begins the round, fifteen silent ones wait for it.
def _minutes(launch_per_s, room):
    while launch_per_s > room:
        yield room
        yield from (0 for _ in range(15))
        room = 2 * room


def warm_up(launch_per_s, peak_before):
    return list(_minutes(launch_per_s, max(4_000, peak_before * 2)))
