# A class with __call__ that keeps the best run of one load, with heavy checks and while/else.
from lablib.scenarios.capacity import ON_DEMAND, Plan, capacity_run


class Chooser:
    def __init__(self, load):
        self.load, self.best = load, None

    def offer(self, plan):
        """True if the plan refuses nothing. Remembers its run if it is the cheapest so far."""
        run = capacity_run(self.load, plan)
        if run.throttled > 0:
            return False
        if self.best is None or run.month.total_usd < self.best.month.total_usd:
            self.best = run
        return True

    def __call__(self):
        self.offer(Plan(ON_DEMAND))
        number = 1
        while not self.offer(Plan(shards=number)):
            number += 1
        assert self.best is not None and self.best.throttled == 0
        return self.best.plan


def cheapest_plan(load):
    return Chooser(load)()
