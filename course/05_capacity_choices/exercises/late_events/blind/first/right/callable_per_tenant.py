# An object for each tenant that is called with each time and says whether it was late.
from collections import defaultdict
from dataclasses import dataclass


@dataclass
class Watch:
    newest: str = ""
    late: int = 0

    def __call__(self, at):
        self.late += at < self.newest
        self.newest = max(self.newest, at)


def late_events(events):
    watches = defaultdict(Watch)
    for event in events:
        watches[event["tenant"]](event["at"])
    return {tenant: watch.late for tenant, watch in watches.items() if watch.late}
