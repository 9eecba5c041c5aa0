# A class with __call__ keeps the safe ids; account is a thin wrapper around it.
class IsLost:
    def __init__(self, *groups):
        self.safe = set().union(*groups)

    def __call__(self, event):
        return event["event_id"] not in self.safe


def account(served, booked, in_stream, metrics):
    lost = [*filter(IsLost(booked, in_stream), served)]
    return (lost, len(lost) - int(metrics["DroppedEventCount"]))
