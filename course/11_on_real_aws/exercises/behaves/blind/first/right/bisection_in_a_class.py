# A class that plays the tank, with a bisection for each number that the groups pin down.


class Tank:
    def __init__(self, burst, per_s):
        self.burst, self.per_s = burst, per_s

    def finds(self, groups, number):
        """The tokens that group `number` finds."""
        level = self.burst
        for index, group in enumerate(groups[: number + 1]):
            if index:
                level = min(self.burst, level + self.per_s * group["pause_s"])
            if index < number:
                level = 0 if group["stored"] < group["sent"] else max(0, level - group["stored"])
        return level


def bisect(low, high, enough):
    for _ in range(80):
        middle = (low + high) / 2
        low, high = (low, middle) if enough(middle) else (middle, high)
    return high


class Behaves:
    def __call__(self, groups):
        limited = [index for index, group in enumerate(groups) if group["stored"] < group["sent"]]
        if not limited:
            return {"burst": None, "per_s": None}
        start = limited[0]
        burst = self.burst(groups, start, 0), self.burst(groups, start, self.slowest(groups))
        sure = groups[start]["stored"] if start == 0 else max(groups[i]["stored"] for i in limited)
        per_s = self.per_s(groups, limited[1:], start, sure)
        if start == 0:
            return {"burst": groups[0]["stored"], "per_s": per_s}
        if per_s is not None:
            return {"burst": self.burst(groups, start, per_s), "per_s": per_s}
        known = burst[1] <= 1.05 * groups[start]["stored"]
        return {"burst": burst[1] if known else None, "per_s": None}

    @staticmethod
    def burst(groups, start, per_s):
        need = groups[start]["stored"]
        most = sum(group["stored"] for group in groups[: start + 1])
        return bisect(0, most, lambda size: Tank(size, per_s).finds(groups, start) >= need)

    @staticmethod
    def slowest(groups):
        rates = [
            now["stored"] / now["pause_s"]
            for before, now in zip(groups, groups[1:])
            if before["stored"] < before["sent"]
        ]
        return max(rates, default=0)

    def per_s(self, groups, later, start, sure):
        for number in later:
            need = groups[number]["stored"]
            if need >= 0.95 * sure:
                continue  # it may have been full
            rest = groups[start:]
            return bisect(0, 1e7, lambda rate: Tank(sure, rate).finds(rest, number - start) >= need)
        return None


behaves = Behaves()
