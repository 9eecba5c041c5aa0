# Bookkeeping by hand: tokens taken and seconds passed since the tank was last known to be empty.


def limited(group):
    return group["stored"] < group["sent"]


def rate_of(groups, start, burst):
    """From groups[start], which emptied the tank. None if every later limit found it full."""
    rates = []
    taken, seconds = 0, 0.0
    marks = []
    for group in groups[start + 1 :]:
        seconds += group["pause_s"]
        marks.append((seconds, taken))
        taken += group["stored"]
        if not limited(group):
            continue
        rate = taken / seconds if seconds else None
        if rate and group["stored"] < 0.95 * burst:
            if all(rate * after - used <= 0.99 * burst for after, used in marks):
                rates.append((len(marks), rate))
            else:
                # it was full on the way: count from the last group that found it full
                for index in range(len(marks) - 2, -1, -1):
                    after, used = marks[index]
                    again = (taken - used - burst) / (seconds - after)
                    if again > 0 and again * after - used >= 0.99 * burst:
                        rates.append((len(marks) + 100, again))
                        break
        taken, seconds, marks = 0, 0.0, []
    return min(rates)[1] if rates else None


def behaves(groups):
    start = next((index for index, group in enumerate(groups) if limited(group)), None)
    if start is None:
        return {"burst": None, "per_s": None}
    if start == 0:
        burst = groups[0]["stored"]
        return {"burst": burst, "per_s": rate_of(groups, 0, burst)}

    # The first group didn't reach the limit: the tank holds at least what any group at a limit found.
    least = max(group["stored"] for group in groups)
    rate = rate_of(groups, start, least)
    slowest = rate
    if rate is None:
        slowest = max(
            (
                now["stored"] / now["pause_s"]
                for before, now in zip(groups, groups[1:])
                if limited(before) and now["pause_s"]
            ),
            default=0,
        )
    missing = 0
    for number, group in enumerate(groups[:start]):
        missing = max(0, missing - (slowest * group["pause_s"] if number else 0)) + group["stored"]
    missing = max(0, missing - slowest * groups[start]["pause_s"])
    found = groups[start]["stored"]
    if rate is None and missing > 0.05 * found:
        return {"burst": None, "per_s": None}
    return {"burst": found + missing, "per_s": rate}
