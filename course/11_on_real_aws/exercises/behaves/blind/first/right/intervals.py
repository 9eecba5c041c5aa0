# Interval arithmetic: the lowest and the highest rate and tank that each group allows, and a number where both meet.


def behaves(groups):
    hit = [group["stored"] < group["sent"] for group in groups]
    if True not in hit:
        return dict.fromkeys(("burst", "per_s"))
    first = hit.index(True)
    found = groups[first]["stored"]
    least = found if first == 0 else max(group["stored"] for group in groups)

    def stored_at_last(rest, rate):
        level = 0
        for group in rest:
            level = min(least, level + rate * group["pause_s"])
            answer, level = level, max(0, level - group["stored"])
        return answer

    slow, fast = 0.0, float("inf")
    empty = first
    for index in range(first + 1, len(groups)):
        rest = groups[empty + 1 : index + 1]
        goal = groups[index]["stored"]
        low, high = 0.0, 1e7
        for _ in range(70):
            middle = (low + high) / 2
            if stored_at_last(rest, middle) < 0.999 * goal:
                low = middle
            else:
                high = middle
        if hit[index] and goal < 0.95 * least:
            slow, fast = high, high
            break
        if len(rest) == 1 and goal <= least:
            slow = max(slow, high)
        if hit[index]:
            empty = index

    def tank(rate):
        missing = 0
        for before, now in zip(groups[:first], groups[1 : first + 1]):
            missing = max(0, missing + before["stored"] - rate * now["pause_s"])
        return found + missing

    most = tank(slow)
    fewest = tank(fast) if fast < float("inf") else found
    return {
        "burst": (most + fewest) / 2 if most <= 1.06 * fewest else None,
        "per_s": slow if slow == fast else None,
    }
