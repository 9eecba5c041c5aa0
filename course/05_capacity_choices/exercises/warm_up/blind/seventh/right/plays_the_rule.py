# Plays the rule of the docstring minute by minute until the capacity is enough for the launch.
class Stream:
    def __init__(self, peak):
        self.highest, self.left = peak, 0
        self.capacity = max(4_000, int(2 * peak))

    def minute(self, load):
        self.highest = max(self.highest, load)
        if self.left:
            self.left -= 1
        elif 2 * load > self.capacity:
            self.left = 15
        if not self.left:
            self.capacity = max(self.capacity, int(2 * self.highest))


def warm_up(launch_per_s, peak_before):
    stream, plan = Stream(peak_before), []
    while stream.capacity < launch_per_s:
        plan.append(stream.capacity)
        stream.minute(plan[-1])
    return plan
