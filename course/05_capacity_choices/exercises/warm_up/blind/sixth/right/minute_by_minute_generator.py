# Style: plays the stream minute by minute in a generator that keeps the model's state.
def _minutes(launch_per_s, peak_before):
    highest, capacity, left = peak_before, max(4_000, 2 * peak_before), 0
    while left or capacity < launch_per_s:
        if left == 0:
            left = 16
        highest = max(highest, capacity)
        yield capacity
        left -= 1
        if left == 0:
            capacity = 2 * highest


def warm_up(launch_per_s, peak_before):
    return list(_minutes(launch_per_s, peak_before))
