# Parses the times, and one object per tenant remembers its newest event and its count.
from dataclasses import dataclass
from datetime import UTC, datetime


@dataclass
class Seen:
    newest: datetime = datetime.min.replace(tzinfo=UTC)
    late: int = 0

    def __call__(self, at):
        self.late += at < self.newest
        self.newest = max(self.newest, at)


def late_events(events):
    tenants = {}
    for event in events:
        tenants.setdefault(event["tenant"], Seen())(datetime.fromisoformat(event["at"]))
    return {tenant: seen.late for tenant, seen in tenants.items() if seen.late}
