# A class that plays the rule by the minute, and a load that climbs from above half of the room to all of it.
from dataclasses import dataclass


@dataclass
class Stream:
    peak: int
    room: int = 0
    left: int = 0  # minutes of the round under way

    def __post_init__(self):
        self.room = max(4_000, 2 * self.peak)

    def store(self, load):
        assert 0 <= load <= self.room
        begins = self.left == 0 and 2 * load > self.room
        self.left = 15 if begins else max(0, self.left - 1)
        self.peak = max(self.peak, load)
        if self.left == 0:
            self.room = max(self.room, 2 * self.peak)


def warm_up(launch_per_s, peak_before):
    stream, plan = Stream(peak_before), []
    while stream.room < launch_per_s:
        low, high = stream.room // 2 + 1, stream.room
        for minute in range(16):
            plan.append(low + (high - low) * minute // 15)
            stream.store(plan[-1])
    return plan
