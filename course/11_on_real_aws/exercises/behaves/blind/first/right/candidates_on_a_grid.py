# Tries every rate on a fine grid, solves the tank for it, and keeps what all groups agree with.


TOLERANCE = 0.02


def play(groups, burst, per_s):
    """What a tank would have stored, group by group."""
    level, answer = burst, []
    for number, group in enumerate(groups):
        if number:
            level = min(burst, level + per_s * group["pause_s"])
        stored = min(group["sent"], level)
        level -= stored
        answer.append(stored)
    return answer


def tank_for(groups, first_limited, per_s):
    """The only tank that stores at its first limit what was stored there, at this rate."""
    need = groups[first_limited]["stored"]
    low, high = need, need + sum(group["stored"] for group in groups[:first_limited])
    for _ in range(40):
        middle = (low + high) / 2
        if play(groups, middle, per_s)[first_limited] < need:
            low = middle
        else:
            high = middle
    return high


def agree(groups, played):
    return all(
        abs(group["stored"] - stored) <= max(2, TOLERANCE * group["stored"])
        for group, stored in zip(groups, played)
    )


def narrow(values):
    if not values or max(values) > 1.2 * min(values):
        return None
    return (max(values) * min(values)) ** 0.5


def behaves(groups):
    limited = [number for number, group in enumerate(groups) if group["stored"] < group["sent"]]
    if not limited:
        return {"burst": None, "per_s": None}
    fits = []
    for step in range(3000):
        per_s = 1.005**step
        burst = tank_for(groups, limited[0], per_s)
        if agree(groups, play(groups, burst, per_s)):
            fits.append((burst, per_s))
    return {"burst": narrow([burst for burst, _ in fits]), "per_s": narrow([rate for _, rate in fits])}
