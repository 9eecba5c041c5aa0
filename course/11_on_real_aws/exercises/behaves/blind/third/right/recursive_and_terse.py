# Recursion over the groups, collecting refills from limit to limit.
def behaves(groups):
    def hit(g):
        return g["stored"] < g["sent"]

    def refills(rest, gained=0, paused=0.0):
        if not rest:
            return []
        head, *tail = rest
        gained, paused = gained + head["stored"], paused + head["pause_s"]
        return [(paused, gained)] + refills(tail) if hit(head) else refills(tail, gained, paused)

    def tank(before, level, pause, rate):
        if not before:
            return level
        *earlier, last = before
        return max(level, tank(earlier, level + last["stored"] - rate * pause, last["pause_s"], rate))

    at = next((i for i, g in enumerate(groups) if hit(g)), None)
    if at is None:
        return dict(burst=None, per_s=None)
    most, stored = max(g["stored"] for g in groups), groups[at]["stored"]
    pairs = [pair for pair in refills(groups[at + 1 :]) if pair[0] > 0]
    # the last groups may not have hit a limit: refills() leaves those out
    known = max((pair for pair in pairs if pair[1] < 0.95 * most), default=None)
    per_s = known and known[1] / known[0]
    if at == 0:
        return dict(burst=stored, per_s=per_s)
    if not pairs:
        return dict(burst=None, per_s=None)
    rate = per_s or max(gained / paused for paused, gained in pairs)
    size = tank(groups[:at], stored, groups[at]["pause_s"], rate)
    return dict(burst=size if per_s or size <= 1.05 * stored else None, per_s=per_s)
