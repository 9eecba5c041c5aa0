# Style: one reduce over the served events that carries two sums.
from functools import reduce


def shortfall(served, stored):
    here = frozenset(map(lambda event: event["event_id"], stored))

    def step(sums, event):
        size = event["tokens_in"] + event["tokens_out"]
        return sums[0] + size * (event["event_id"] not in here), sums[1] + size

    lost, all_of_them = reduce(step, served, (0, 0))
    return lost / all_of_them
