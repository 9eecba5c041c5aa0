# Style: a simulation of the rule, minute by minute, with a class for the stream.
class Stream:
    def __init__(self, peak):
        self.peak, self.room, self.left = peak, max(4_000, 2 * peak), 0

    def store(self, load):
        self.peak = max(self.peak, load)
        if self.left:
            self.left -= 1
        elif 2 * load > self.room:
            self.left = 15
        if self.left == 0:
            self.room = max(self.room, 2 * self.peak)


def warm_up(launch_per_s, peak_before):
    stream, plan = Stream(peak_before), []
    while stream.room < launch_per_s:
        plan.append(stream.room)
        stream.store(plan[-1])
    return plan
