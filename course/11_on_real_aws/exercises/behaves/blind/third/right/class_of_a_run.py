# Object style: a class with properties for the refills, the rate, and the tank.
class Run:
    def __init__(self, groups):
        self.sent = [g["sent"] for g in groups]
        self.stored = [g["stored"] for g in groups]
        self.pause = [g["pause_s"] for g in groups]
        self.limits = [i for i in range(len(groups)) if self.stored[i] < self.sent[i]]

    @property
    def refills(self):
        """(seconds, gained) from one empty tank to the next."""
        spans = [(slice(i + 1, j + 1)) for i, j in zip(self.limits, self.limits[1:])]
        pairs = [(sum(self.pause[span]), sum(self.stored[span])) for span in spans]
        return [pair for pair in pairs if pair[0] > 0]

    @property
    def per_s(self):
        partly = [pair for pair in self.refills if pair[1] < 0.95 * max(self.stored)]
        if not partly:
            return None
        seconds, gained = max(partly)
        return gained / seconds

    def tank_if(self, per_s):
        first = self.limits[0]
        levels = [
            sum(self.stored[start : first + 1]) - per_s * sum(self.pause[start + 1 : first + 1])
            for start in range(first + 1)
        ]
        return max(levels)

    @property
    def burst(self):
        if not self.limits:
            return None
        seen = self.stored[self.limits[0]]
        if self.limits[0] == 0:
            return seen
        if self.per_s is not None:
            return self.tank_if(self.per_s)
        if not self.refills:
            return None
        highest = self.tank_if(max(gained / seconds for seconds, gained in self.refills))
        return seen if highest <= 1.05 * seen else None


def behaves(groups):
    run = Run(groups)
    return {"burst": run.burst, "per_s": run.per_s}
