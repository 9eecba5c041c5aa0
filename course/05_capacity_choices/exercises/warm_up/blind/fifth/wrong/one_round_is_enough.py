# Plays one round even above twice the capacity; against "so that the launch isn't throttled".
def warm_up(launch_per_s, peak_before):
    capacity = max(4_000, 2 * peak_before)
    if launch_per_s <= capacity:
        return []
    half = (launch_per_s + 1) // 2
    return [min(half, capacity)] * 16
