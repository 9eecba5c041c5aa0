# Simulates the rule minute by minute with a small dataclass, and writes all it may until the launch fits.
from dataclasses import dataclass


@dataclass
class Stream:
    peak: int
    capacity: int = 0
    left: int = 0  # minutes until the round is over

    def __post_init__(self):
        self.capacity = max(4_000, 2 * self.peak)

    def minute(self, load):
        self.peak = max(self.peak, load)
        if self.left:
            self.left -= 1
        elif 2 * load > self.capacity:
            self.left = 15
        if not self.left:
            self.capacity = max(4_000, 2 * self.peak)


def warm_up(launch_per_s, peak_before):
    stream, plan = Stream(peak_before), []
    while stream.capacity < launch_per_s:
        plan.append(stream.capacity)
        stream.minute(plan[-1])
    return plan
