# A simulation of the stream, minute by minute, in a dataclass that is written to until there is room.
from dataclasses import dataclass


@dataclass
class Stream:
    highest: int
    room: int
    minutes_left: int = 0

    def write(self, load):
        if load > self.room:
            raise ValueError("refused")
        self.highest = max(self.highest, load)
        if self.minutes_left == 0 and 2 * load > self.room:
            self.minutes_left = 15
        elif self.minutes_left > 0:
            self.minutes_left -= 1
            if self.minutes_left == 0:
                self.room = max(self.room, 2 * self.highest)


def warm_up(launch_per_s, peak_before):
    stream = Stream(peak_before, max(4_000, 2 * peak_before))
    plan = []
    while stream.room < launch_per_s:
        plan.append(stream.room)
        stream.write(plan[-1])
    return plan
