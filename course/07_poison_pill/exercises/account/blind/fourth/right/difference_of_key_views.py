# Differences of key views, in a frozen dataclass that is unpacked into the pair.
from dataclasses import astuple, dataclass, field


@dataclass(frozen=True)
class Loss:
    events: list = field(default_factory=list)
    uncounted: int = 0


def account(served, booked, in_stream, metrics):
    events = dict(zip((event["event_id"] for event in served), served, strict=True))
    gone = events.keys() - set(booked) - set(in_stream)
    lost = [events[event_id] for event_id in sorted(gone)]
    dropped = metrics.get("DroppedEventCount", 0) or 0
    return astuple(Loss(lost, int(len(lost) - dropped)))
